import type { Key } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Census } from './census.js';

/** What has been acknowledged as written: the truth against which a read is stale or not. */
export interface RunTruth {
  /** Who holds copies of what among the instances of one node. */
  census(node: string): Census;
  /** `version` of `key` is acknowledged from now on. An older version that arrives late changes nothing. */
  written(key: Key, version: number, now: Nanoseconds): void;
  /** Since when a newer version than this one has been acknowledged; Infinity when this is the newest. */
  supersededAt(key: Key, version: number): Nanoseconds;
}
