import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from './alea.js';
import { AliasTable } from './alias-table.js';
import { zipfWeights } from './zipf.js';

function frequencies(table: AliasTable, count: number, draws: number, seed: number): Float64Array {
  const stream = createStream(seed, 'alias');
  const found = new Float64Array(count);
  for (let draw = 0; draw < draws; draw++) found[table.sample(stream)]!++;
  return found;
}

describe('an alias table', () => {
  it('draws each index as often as its weight says', () => {
    const weights = [5, 0, 1, 3, 0.5, 0.5];
    const table = new AliasTable(weights);
    for (const seed of [1, 2, 3, 4, 5]) {
      const draws = 200_000;
      for (const [index, frequency] of frequencies(table, weights.length, draws, seed).entries()) {
        const probability = weights[index]! / 10;
        const deviation = Math.sqrt(draws * probability * (1 - probability));
        expect(Math.abs(frequency - draws * probability)).toBeLessThanOrEqual(4.5 * deviation);
      }
    }
  });

  it('follows Zipf: rank r is drawn r^-s as often as rank 1', () => {
    const weights = zipfWeights(0.9, 10_000);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const draws = 1_000_000;
    const found = frequencies(new AliasTable(weights), weights.length, draws, 1);
    for (const rank of [1, 2, 10, 100]) {
      const expected = (draws * weights[rank - 1]!) / total;
      expect(Math.abs(found[rank - 1]! - expected)).toBeLessThan(4.5 * Math.sqrt(expected));
    }
  });

  it('never draws what weighs nothing, whatever the weights', () => {
    const weights = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1e12, noNaN: true })), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(weights, fc.integer(), (list, seed) => {
        fc.pre(list.some((weight) => weight > 0));
        const table = new AliasTable(list);
        const stream = createStream(seed, 'x');
        for (let draw = 0; draw < 100; draw++) expect(list[table.sample(stream)]).toBeGreaterThan(0);
      }),
    );
  });

  it('refuses weights that are negative, not finite, or all nothing', () => {
    for (const weights of [[], [0, 0], [1, -1], [Number.NaN], [Number.POSITIVE_INFINITY]]) {
      expect(() => new AliasTable(weights)).toThrow(/weight/);
    }
  });
});

describe('Zipf weights', () => {
  it('are r^-s', () => {
    const weights = zipfWeights(0.5, 16);
    expect(weights[0]).toBe(1);
    expect(weights[3]).toBeCloseTo(0.5, 12);
    expect(weights[15]).toBeCloseTo(0.25, 12);
    expect([...zipfWeights(0, 3)]).toEqual([1, 1, 1]);
  });
});
