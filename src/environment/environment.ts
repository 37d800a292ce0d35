import type { CallId, Key, NodeId, OperationId, Payload, TimerId } from '../core/ids.js';
import type { Status } from '../core/status.js';
import type { Nanoseconds } from '../core/time.js';
import type { Recorder } from '../metrics/recorder.js';
import type { RandomStream } from '../random/stream.js';
import type { Answer } from './reply.js';
import type { Request } from './request.js';

/** All that a node may do. Each engine implements it; a node reaches the world through nothing else. */
export interface Environment {
  readonly self: NodeId;
  readonly recorder: Recorder;
  /** During onTimer of a finished `work`: how long it was on a core, the stretch of a slow host included. The rest of the time since `work` it waited for one. */
  readonly worked: Nanoseconds;
  /** At construction only. */
  stream(purpose: string): RandomStream;
  /** Monotonic, integer. */
  now(): Nanoseconds;
  /** With this host's clock skew. */
  wallTime(): Nanoseconds;
  /** From the pool: fill in, then call() or tell(). */
  request(to: NodeId, operation: OperationId, key: Key): Request;
  /** Exactly one onReply follows: an answer, a refusal, unreachable, or the deadline. */
  call(request: Request, context: Payload): CallId;
  /** No onReply follows; the receiver gets onCancel. */
  cancel(call: CallId): void;
  /** One way: heartbeat, replication, gossip, a cache's fill. The receiver does not respond to it. */
  tell(request: Request): void;
  /** From the pool, zeroed. */
  answer(): Answer;
  /** Ends the request; for one that was told, only gives it back to the pool. */
  respond(request: Request, status: Status, answer: Answer | null): void;
  /** Occupies a core of this instance's processor; a slow host stretches it; then onTimer. */
  work(amount: Nanoseconds, code: number, payload: Payload): TimerId;
  /** Absolute: schedules do not drift. */
  setTimer(at: Nanoseconds, code: number, payload: Payload): TimerId;
  /** Also takes back a `work`, whose core becomes free. */
  cancelTimer(id: TimerId): void;
}
