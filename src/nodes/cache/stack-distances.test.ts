import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { CacheSimulation } from './cache-simulation.js';
import { StackDistances } from './stack-distances.js';

/** As often as a real LRU of this capacity. */
function missesOfLru(keys: readonly number[], capacity: number): number {
  const config = {
    policy: { name: 'lru', options: {} },
    admission: { name: 'none', options: {} },
    capacity: { amount: capacity, unit: 'entries' as const },
  };
  const simulation = new CacheSimulation(
    config,
    { keys: Int32Array.from(keys), keyCount: 9000, sizes: null, nextUses: null },
    (purpose) => createStream(1, purpose),
  );
  simulation.advance(keys.length);
  return simulation.misses;
}

describe('StackDistances', () => {
  it('gives the misses of LRU at every capacity at once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3000 }), (keys) => {
        const distances = new StackDistances(31);
        for (const key of keys) distances.add(key);
        const capacities = [1, 2, 3, 5, 8, 13, 21, 30, 31, 100];
        expect(distances.misses(capacities)).toEqual(capacities.map((capacity) => missesOfLru(keys, capacity)));
      }),
      { numRuns: 50 },
    );
  });

  it('also where its places were closed up many times, and there are many keys', () => {
    const draws = createStream(3, 'stack-distances');
    const keys = Array.from({ length: 60_000 }, () => Math.floor(9000 * draws.uniform() * draws.uniform()));
    const distances = new StackDistances(9000);
    for (const key of keys) distances.add(key);
    const capacities = [1, 10, 100, 1000, 4000, 9000];
    expect(distances.misses(capacities)).toEqual(capacities.map((capacity) => missesOfLru(keys, capacity)));
  });
});
