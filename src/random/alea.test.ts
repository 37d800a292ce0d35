import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { createStream } from './alea.js';

const SEEDS = [1, 2, 3, 4, 5];

describe('a stream', () => {
  it('gives the same numbers for the same seed and path on every machine', () => {
    const stream = createStream(7, 'api/2', 'operations/read/0/compute');
    expect([stream.uniform(), stream.uniform(), stream.uniform()]).toEqual([
      0.6553573354613036, 0.6587037816643715, 0.313126340508461,
    ]);
    expect([stream.below(10), stream.below(1_000_000), stream.below(1)]).toEqual([9, 519_495, 0]);
  });

  it('is the Alea of seedrandom, number by number', () => {
    const oracle = seedrandom.alea('7/5:api/2/7:compute');
    const stream = createStream(7, 'api/2', 'compute');
    for (let draw = 0; draw < 10_000; draw++) {
      const expected = oracle();
      // Near zero the next 32 bits follow below the first.
      expect(stream.uniform()).toBe(expected < 1 / 2048 ? expected + oracle() / 4_294_967_296 : expected);
    }
  });

  it('differs from the stream of any other path, also where the joined texts are equal', () => {
    const paths = [['a', 'b'], ['a/b'], ['a', '', 'b'], ['ab'], ['a', 'b', ''], ['1:a', 'b'], ['a/1:b'], []];
    const first = paths.map((path) => createStream(1, ...path).uniform());
    expect(new Set(first).size).toBe(paths.length);
    expect(createStream(11, 'a').uniform()).not.toBe(createStream(1, '1', 'a').uniform());
  });

  it('stays in [0, 1) and is uniform within one stream', () => {
    for (const seed of SEEDS) expect(kolmogorov(draws(createStream(seed, 'a'), 50_000))).toBeLessThan(critical(50_000));
  });

  it('is uniform across the first draws of streams whose names follow each other', () => {
    for (const seed of SEEDS) {
      const first = Array.from({ length: 20_000 }, (_, index) => createStream(seed, `node/${index}`, 'arrivals').uniform());
      expect(kolmogorov(first)).toBeLessThan(critical(20_000));
    }
  });

  it('does not run in step with the stream of the next seed', () => {
    for (const seed of SEEDS) {
      const left = draws(createStream(seed, 'a'), 20_000);
      const right = draws(createStream(seed + 1, 'a'), 20_000);
      const covariance = left.reduce((sum, value, index) => sum + (value - 0.5) * (right[index]! - 0.5), 0) / left.length;
      // The standard deviation of one product is 1/12.
      expect(Math.abs(covariance * 12)).toBeLessThan(4.5 / Math.sqrt(left.length));
    }
  });

  it('has more than 32 bits near zero, where the tail of an exponential comes from', () => {
    const small = draws(createStream(1, 'tail'), 1_000_000).filter((value) => value < 1 / 2048);
    const onCoarseGrid = small.filter((value) => Number.isInteger(value * 4_294_967_296));
    expect(small.length).toBeGreaterThan(300);
    expect(onCoarseGrid).toEqual([]);
  });

  it('gives every integer below a bound equally often', () => {
    for (const count of [1, 2, 7, 100]) {
      const stream = createStream(3, 'below', String(count));
      const frequencies = new Float64Array(count);
      for (let draw = 0; draw < 10_000 * count; draw++) frequencies[stream.below(count)]!++;
      const chiSquare = frequencies.reduce((sum, frequency) => sum + ((frequency - 10_000) * (frequency - 10_000)) / 10_000, 0);
      // Mean count - 1, variance 2 (count - 1): five standard deviations and a little for the skew of small counts.
      expect(chiSquare).toBeLessThanOrEqual(count - 1 + 5 * Math.sqrt(2 * (count - 1)) + (count > 1 ? 8 : 0));
    }
  });

  it('reaches odd and even integers alike below a bound of many', () => {
    const stream = createStream(3, 'many');
    const count = 4_000_000_001;
    let odd = 0;
    for (let draw = 0; draw < 100_000; draw++) {
      const value = stream.below(count);
      expect(value >= 0 && value < count && Number.isInteger(value)).toBe(true);
      odd += value % 2;
    }
    expect(Math.abs(odd - 50_000)).toBeLessThan(4.5 * Math.sqrt(25_000));
  });
});

function draws(stream: { uniform(): number }, count: number): number[] {
  return Array.from({ length: count }, () => stream.uniform());
}

/** Largest distance between the empirical distribution and the uniform one. */
function kolmogorov(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  expect(sorted[0]).toBeGreaterThanOrEqual(0);
  expect(sorted.at(-1)).toBeLessThan(1);
  let largest = 0;
  for (const [index, value] of sorted.entries()) {
    largest = Math.max(largest, Math.abs(value - index / sorted.length), Math.abs(value - (index + 1) / sorted.length));
  }
  return largest;
}

/** Exceeded once in 10,000 samples by chance. */
function critical(count: number): number {
  return 2.23 / Math.sqrt(count);
}
