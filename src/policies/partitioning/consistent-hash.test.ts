import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixed, mixedOf } from '../hashing/mixed.js';
import { consistentHash } from './consistent-hash.js';
import type { Partitioning } from './partitioning.js';

const KEYS = 10_000;

function ring(shards: number, virtualNodes: number, salt = 0, weights?: readonly number[]): Partitioning {
  const context = { shards, keyCount: KEYS, hash: mixed, rank: (key: number) => key, text: String };
  return consistentHash.create({ 'virtual-nodes': virtualNodes, salt, weights }, context);
}

/** Looks at every point. */
function naive(key: number, shards: number, virtualNodes: number, salt: number): number {
  const position = mixed(mixed(key));
  const points = Array.from({ length: shards * virtualNodes }, (_, index) => {
    const shard = Math.floor(index / virtualNodes);
    const ahead = mixedOf(shard, index % virtualNodes, salt) - position;
    return { shard, ahead: ahead < 0 ? ahead + 2 ** 32 : ahead };
  });
  return points.reduce((nearest, point) => (point.ahead < nearest.ahead ? point : nearest)).shard;
}

/** The squared standard deviation of the shards' loads against their mean. */
function variation(partitioning: Partitioning, shards: number): number {
  const loads = Array.from({ length: shards }, () => 0);
  for (let key = 0; key < KEYS; key++) loads[partitioning.of(key)]!++;
  const mean = KEYS / shards;
  return loads.reduce((sum, load) => sum + (load / mean - 1) ** 2, 0) / shards;
}

describe('consistent-hash', () => {
  it('gives each key to whose point comes next, around the end of the ring as well', () => {
    fc.assert(
      fc.property(
        fc.nat(KEYS),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(1000),
        (key, shards, virtualNodes, salt) => {
          expect(ring(shards, virtualNodes, salt).of(key)).toBe(naive(key, shards, virtualNodes, salt));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [10, 1],
    [10, 10],
    [10, 160],
    [40, 20],
  ])('with %i shards of %i points spreads its load by sqrt((N - 1) / (N V + 1))', (shards, virtualNodes) => {
    const rings = 100;
    let sum = 0;
    for (let salt = 0; salt < rings; salt++) sum += variation(ring(shards, virtualNodes, salt), shards);
    const byPoints = (shards - 1) / (shards * virtualNodes + 1);
    // Keys are thrown at random as well, which adds the variance of a binomial.
    const expected = byPoints + (shards - 1) / KEYS;
    // A variance from so many independent shares is this uncertain, with some room for their skew.
    const uncertainty = 3 * Math.sqrt(2 / (rings * (shards - 1))) * Math.sqrt(1 + 4 / virtualNodes);
    expect(Math.abs(sum / rings / expected - 1)).toBeLessThan(uncertainty);
  });

  it('moves about a tenth of the keys from 10 shards of 160 points to 11', () => {
    const [before, after] = [ring(10, 160), ring(11, 160)];
    let moved = 0;
    for (let key = 0; key < KEYS; key++) if (before.of(key) !== after.of(key)) moved++;
    expect(moved / KEYS).toBeGreaterThan(0.08);
    expect(moved / KEYS).toBeLessThan(0.12);
  });

  it('moves only the keys of the heavier shard when its weight grows', () => {
    const [before, after] = [ring(4, 50, 0, [1, 1, 1, 1]), ring(4, 50, 0, [1, 1, 3, 1])];
    for (let key = 0; key < KEYS; key++) if (before.of(key) !== after.of(key)) expect(after.of(key)).toBe(2);
  });

  it('refuses a ring that would take too long to build', () => {
    expect(consistentHash.check!({ 'virtual-nodes': 1000, salt: 0, weights: undefined }, 10_000)?.message).toContain(
      '10000000 points',
    );
  });
});
