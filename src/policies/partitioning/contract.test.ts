import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../default-options.js';
import type { Partitioning } from './partitioning.js';
import { partitioningPolicies } from './registry.js';

type Definition = ReturnType<typeof partitioningPolicies.all>[number];
const KEYS = 1000;

function create(definition: Definition, shards: number): Partitioning {
  return definition.create(defaultOptions(definition), {
    shards,
    keyCount: KEYS,
    hash: (key) => Math.imul(key + 1, 0x9e3779b1) >>> 0,
    rank: (key) => key,
  });
}

describe.each(partitioningPolicies.all())('the partitioning policy $name', (definition) => {
  it.each([1, 2, 3, 10])('puts every key into one of %i shards, always the same', (shards) => {
    const [left, right] = [create(definition, shards), create(definition, shards)];
    for (let key = 0; key < KEYS; key++) {
      const shard = left.of(key);
      expect(shard >= 0 && shard < shards && Number.isInteger(shard)).toBe(true);
      expect(right.of(key)).toBe(shard);
    }
  });

  it('spreads keys evenly', () => {
    const partitioning = create(definition, 4);
    const counts = [0, 0, 0, 0];
    for (let key = 0; key < KEYS; key++) counts[partitioning.of(key)]!++;
    for (const count of counts) expect(Math.abs(count - 250)).toBeLessThan(60);
  });

  it('scans every shard that holds one of the keys, each once', () => {
    const partitioning = create(definition, 7);
    for (const [first, length] of [
      [0, 1],
      [0, KEYS],
      [140, 10],
      [500, 400],
      [990, 100],
    ] as const) {
      const holding = [...partitioning.holding(first, length)];
      const wanted = Array.from({ length: Math.min(length, KEYS - first) }, (_, index) => partitioning.of(first + index));
      expect(new Set(holding).size).toBe(holding.length);
      expect(holding).toEqual(expect.arrayContaining(wanted));
    }
  });
});
