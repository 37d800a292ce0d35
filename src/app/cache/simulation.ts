import type { CacheCapacity } from '../../nodes/cache/cache-contents.js';
import type { KeySequence } from '../../nodes/cache/cache-simulation.js';

/** One cache that is asked for the keys of a trace, one after the other. */
export interface Simulation {
  readonly misses: number;
  readonly bytes: number;
  readonly missedBytes: number;
  /** Goes on up to, and without, this request. */
  advance(until: number): void;
}

/** What is compared: a policy with its options, or a product. */
export interface Contender {
  readonly name: string;
  /** Whether it is what no policy can reach. */
  readonly bound: boolean;
  /** Whether it has to know the next use of each key. */
  readonly foresees: boolean;
  create(capacity: CacheCapacity, sequence: KeySequence, missesOfKey: Int32Array | null): Simulation;
}
