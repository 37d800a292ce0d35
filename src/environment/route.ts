import type { Key, NodeId, OperationId } from '../core/ids.js';
import type { Status } from '../core/status.js';
import type { Nanoseconds } from '../core/time.js';
import type { Pool } from './pool.js';

/** How one caller picks among the instances of a target. Made by the target's kind, kept by the caller, never shared. */
export interface Route {
  /** The instance that this request should go to, or -1 when there is none. */
  pick(operation: OperationId, key: Key, session: number): NodeId;
  /** The instances that all have to answer this operation (a scan); null where one does. Valid until the next call. */
  spread(operation: OperationId, key: Key): readonly NodeId[] | null;
  /** After pick or spread, when the call leaves. */
  sent(to: NodeId): void;
  /** When the call is over, however it ended. */
  returned(to: NodeId, status: Status, latency: Nanoseconds): void;
  /** Present where any of the instances will do; absent where each holds a part of its own. */
  readonly pool?: Pool;
}
