import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subsetOf } from './subset-of.js';

describe('a subset', () => {
  it('has its size, and within a round of clients each target belongs to one of them at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), fc.nat(20), (targets, size, round) => {
        const subsets = Math.max(1, Math.floor(targets / size));
        const seen = new Set<number>();
        for (let place = 0; place < subsets; place++) {
          const subset = subsetOf(targets, round * subsets + place, size);
          expect(subset.length).toBe(Math.min(size, targets));
          for (const target of subset) expect(target >= 0 && target < targets && !seen.has(target)).toBe(true);
          for (const target of subset) seen.add(target);
        }
        expect(seen.size).toBe(size >= targets ? targets : subsets * size);
      }),
    );
  });

  it('differs from round to round, so that those left over are not always the same', () => {
    // Three subsets of three in each round leave out one of ten.
    const leftOut = Array.from({ length: 30 }, (_, round) => {
      const called = new Set([0, 1, 2].flatMap((place) => subsetOf(10, round * 3 + place, 3)));
      return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((target) => !called.has(target));
    });
    expect(new Set(leftOut).size).toBeGreaterThan(5);
  });
});
