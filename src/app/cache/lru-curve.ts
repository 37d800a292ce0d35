import { StackDistances } from '../../nodes/cache/stack-distances.js';
import type { CacheStudy, StudiedPolicy } from '../../reporters/cache-study/cache-study.js';
import type { StudiedKeys } from './studied-keys.js';

const POINTS = 120;

/** LRU at any capacity, from one pass over the keys. */
export class LruCurve {
  readonly #distances: StackDistances;

  constructor(readonly keys: StudiedKeys) {
    this.#distances = new StackDistances(keys.keyCount);
    for (const key of keys.keys) this.#distances.add(key);
  }

  /** Only of a whole trace: a sample has an error, which takes the misses of each key. */
  policy(capacities: readonly { readonly amount: number }[]): StudiedPolicy {
    const misses = this.#distances.misses(capacities.map(({ amount }) => amount));
    const results = capacities.map(({ amount }, index) => this.keys.result(amount, misses[index]!, null, null));
    return { name: 'lru', bound: false, results };
  }

  /** From one entry to all objects, as far apart as they look evenly spread on a logarithmic axis. */
  points(): CacheStudy['curve'] {
    const objects = this.keys.described().objects;
    const step = Math.log(objects) / (POINTS - 1);
    const capacities = Array.from({ length: POINTS }, (_, index) => Math.round(Math.exp(step * index)));
    const different = [...new Set([...capacities, objects])];
    const misses = this.#distances.misses(different.map((capacity) => this.keys.scaled(capacity)));
    return different.map((capacity, index) => ({ capacity, missRatio: this.keys.missRatio(misses[index]!) }));
  }
}
