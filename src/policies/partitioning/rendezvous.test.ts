import { describe, expect, it } from 'vitest';
import { mixed } from '../hashing/mixed.js';
import type { Partitioning } from './partitioning.js';
import { rendezvous } from './rendezvous.js';

const KEYS = 40_000;

function create(shards: number, weights?: readonly number[]): Partitioning {
  return rendezvous.create({ weights }, { shards, keyCount: KEYS, hash: mixed, rank: (key) => key, text: String });
}

describe('rendezvous', () => {
  it('gives each shard its weight of the keys, within four standard deviations', () => {
    const weights = [1, 2, 3, 10];
    const partitioning = create(4, weights);
    const counts = [0, 0, 0, 0];
    for (let key = 0; key < KEYS; key++) counts[partitioning.of(key)]!++;
    for (const [shard, count] of counts.entries()) {
      const share = weights[shard]! / 16;
      expect(Math.abs(count - KEYS * share)).toBeLessThan(4 * Math.sqrt(KEYS * share * (1 - share)));
    }
  });

  it('moves keys only to a shard whose weight grows, as many as it is now due', () => {
    const [before, after] = [create(4, [1, 1, 1, 1]), create(4, [1, 1, 2, 1])];
    let moved = 0;
    for (let key = 0; key < KEYS; key++) {
      if (before.of(key) === after.of(key)) continue;
      expect(after.of(key)).toBe(2);
      moved++;
    }
    // From a quarter of the keys to two fifths.
    expect(Math.abs(moved / KEYS - 0.15)).toBeLessThan(0.01);
  });

  it('with equal weights is what it is without any', () => {
    const [plain, weighted] = [create(7), create(7, [2, 2, 2, 2, 2, 2, 2])];
    for (let key = 0; key < KEYS; key++) expect(weighted.of(key)).toBe(plain.of(key));
  });
});
