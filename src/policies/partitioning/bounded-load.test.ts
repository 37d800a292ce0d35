import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import { mixed } from '../hashing/mixed.js';
import { boundedLoad } from './bounded-load.js';

function context(shards: number, keyCount: number) {
  return { shards, keyCount, hash: (key: number) => mixed(key + shards), rank: (key: number) => key, text: String };
}

describe('bounded-load', () => {
  it('never gives a shard more than ceil(c K / N) keys, and fills one where a ring alone would give it more', () => {
    let full = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (shards, keys, factor, virtualNodes) => {
          const partitioning = boundedLoad.create(
            { 'capacity-factor': factor, 'virtual-nodes': virtualNodes },
            context(shards, keys),
          );
          const loads = Array.from({ length: shards }, () => 0);
          for (let key = 0; key < keys; key++) loads[partitioning.of(key)]!++;
          const capacity = Math.ceil((factor * keys) / shards);
          expect(Math.max(...loads)).toBeLessThanOrEqual(capacity);
          if (Math.max(...loads) === capacity) full++;
        },
      ),
      { numRuns: 300 },
    );
    expect(full).toBeGreaterThan(100);
  });

  it('refuses more keys than it can place', () => {
    const options = { 'capacity-factor': 1.25, 'virtual-nodes': 1 };
    expect(() => boundedLoad.create(options, context(2, 20_000_000))).toThrow(InputError);
  });
});
