import type { CallId, NodeId, Payload } from '../core/ids.js';
import type { Status } from '../core/status.js';
import type { Bytes, Nanoseconds } from '../core/time.js';

/** What came back; valid during onReply only. The parts let latency be split without asking anybody. */
export interface Reply {
  readonly call: CallId;
  readonly from: NodeId;
  readonly status: Status;
  readonly size: Bytes;
  readonly version: number;
  readonly body: object | null;
  readonly waiting: Nanoseconds;
  readonly service: Nanoseconds;
  /** Both ways, and what was spent further down. */
  readonly network: Nanoseconds;
  /** What the caller gave to call(). */
  readonly context: Payload;
}

/** What a node gives to respond(), from the engine's pool and zeroed. */
export interface Answer {
  size: Bytes;
  version: number;
  body: object | null;
  waiting: Nanoseconds;
  service: Nanoseconds;
  network: Nanoseconds;
}
