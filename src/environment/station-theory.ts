import type { PolicyConfig } from '../core/definition.js';
import type { Nanoseconds } from '../core/time.js';
import type { Activity } from './activity.js';

/** A kind of node with one configuration, as the theory engine sees each of its instances. */
export interface StationTheory {
  readonly workers: number;
  /** How many compute at once; Infinity where computing never waits. */
  readonly cores: number;
  /** Places to wait for a worker. */
  readonly queue: number;
  readonly discipline: PolicyConfig;
  /** Whether a request keeps its worker while it waits for another node. */
  readonly holdsWorker: boolean;
  /** Whether it goes on with what nobody waits for any more. */
  readonly abandons: boolean;
  /** What its callers use to pick an instance, where they do not say; null where the key alone decides, whatever they say. */
  readonly picks: PolicyConfig | null;
  /** null: the operation is not known here, and answered with an error. */
  activities(operation: string): readonly Activity[] | null;
  /** Of a cache. */
  readonly contents?: ContentsTheory;
}

/** What a cache holds, and which of its operations do what. */
export interface ContentsTheory {
  readonly policy: PolicyConfig;
  /** Entries per instance; NaN where it is measured otherwise. */
  readonly capacity: number;
  readonly life: Nanoseconds;
  readonly reads: string;
  readonly removes: string;
  /** Why nothing is known of what it holds; undefined where something is. */
  readonly unknown: string | undefined;
}
