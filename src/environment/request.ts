import type { Key, NodeId, OperationId, Payload } from '../core/ids.js';
import type { Bytes, Nanoseconds } from '../core/time.js';

/** One request on one hop. It comes from a pool and is dead after respond(); the receiver writes to `job` only. */
export interface Request {
  readonly caller: NodeId;
  readonly to: NodeId;
  readonly operation: OperationId;
  readonly key: Key;
  /** Of the request's payload on the wire. */
  size: Bytes;
  /** What a write or a fill carries; see metrics/truth.ts. */
  version: number;
  /** When the caller stops waiting; absolute on this host's clock, the wire carries what is left. NEVER where nobody set one. */
  deadline: Nanoseconds;
  /** When the workload's request behind this one was due: the instant against which staleness is judged. */
  due: Nanoseconds;
  /** 1 for the first try. */
  attempt: number;
  /** Who is behind it: `$user`, what sticky balancing looks at. 0 is nobody in particular. */
  session: number;
  /** Larger goes first where the discipline is `priority`. */
  priority: number;
  token: number;
  /** Number of the workload's request behind this one, from 1; 0 for what nobody asked for. */
  trace: number;
  /** What the answer should weigh, where the workload knows (a replayed log does); 0 where it does not. */
  wants: Bytes;
  /** Plain data of protocols (votes, log entries). */
  body: object | null;
  /** The receiver's own. */
  job: Payload;
}
