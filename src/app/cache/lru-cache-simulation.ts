import type { LRUCache } from 'lru-cache';
import type { CacheCapacity } from '../../nodes/cache/cache-contents.js';
import type { KeySequence } from '../../nodes/cache/cache-simulation.js';
import type { Simulation } from './simulation.js';

/** The package of this name with the requests of a trace: looked up, and set after a miss. */
export class LruCacheSimulation implements Simulation {
  requests = 0;
  misses = 0;
  bytes = 0;
  missedBytes = 0;
  readonly #cache: LRUCache<number, true>;

  constructor(
    product: typeof LRUCache,
    readonly capacity: CacheCapacity,
    readonly sequence: KeySequence,
    readonly missesOfKey: Int32Array | null,
  ) {
    this.#cache = new product(capacity.unit === 'entries' ? { max: capacity.amount } : { maxSize: capacity.amount });
  }

  advance(until: number): void {
    const { keys, sizes } = this.sequence;
    for (let index = this.requests; index < until; index++) {
      const key = keys[index]!;
      const size = sizes === null ? 0 : sizes[index]!;
      this.bytes += size;
      if (this.#cache.get(key) === true) continue;
      this.misses++;
      this.missedBytes += size;
      if (this.missesOfKey !== null) this.missesOfKey[key] = this.missesOfKey[key]! + 1;
      if (this.capacity.unit === 'entries') this.#cache.set(key, true);
      // It takes no size of zero.
      else this.#cache.set(key, true, { size: Math.max(1, size) });
    }
    this.requests = until;
  }
}
