import type { Request } from '../../environment/request.js';
import type { Nanoseconds } from '../../core/time.js';
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
  arrivedAt: Nanoseconds = 0;
  /** When it last joined the line. */
  queuedAt: Nanoseconds = 0;
  /** How long it has stood in this station's line. */
  queued: Nanoseconds = 0;
  /** How long it has waited for a core of this station. */
  coreWaiting: Nanoseconds = 0;
  /** Where its time went, here and further down; together the time since it arrived. */
  waiting: Nanoseconds = 0;
  service: Nanoseconds = 0;
  network: Nanoseconds = 0;
  /** When the piece of work or the wait in progress began. */
  workedFrom: Nanoseconds = 0;
}
