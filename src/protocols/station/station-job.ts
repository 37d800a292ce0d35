import type { Request } from '../../environment/request.js';
import type { Nanoseconds } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import { Queued } from '../../policies/discipline/queued.js';

/** In the pool, or turned away. */
export const OUTSIDE = 0;
/** In the waiting line. */
export const WAITING = 1;
/** Holding a worker. */
export const WORKING = 2;
/** Present without a worker, which it gave up for the time of a call. */
export const RELEASED = 3;

export type Place = typeof OUTSIDE | typeof WAITING | typeof WORKING | typeof RELEASED;

/** One visit of a request to a station, from a pool. Kinds of nodes extend it, each with one class. */
export abstract class StationJob extends Queued {
  request: Request | null = null;
  place: Place = OUTSIDE;
  arrivedAt: Nanoseconds = ZERO;
  /** When it last joined the line. */
  queuedAt: Nanoseconds = ZERO;
  /** How long it has stood in this station's line. */
  queued: Nanoseconds = ZERO;
  /** How long it has waited for a core of this station. */
  coreWaiting: Nanoseconds = ZERO;
  /** Where its time went, here and further down; together the time since it arrived. */
  waiting: Nanoseconds = ZERO;
  service: Nanoseconds = ZERO;
  network: Nanoseconds = ZERO;
  /** When the piece of work or the wait in progress began. */
  workedFrom: Nanoseconds = ZERO;
}
