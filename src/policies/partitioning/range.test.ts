import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import { range } from './range.js';

function context(shards: number) {
  return { shards, keyCount: 100, hash: () => 0, rank: (key: number) => key, text: String };
}

describe('range', () => {
  it('cuts the sorted keys where it is told to', () => {
    const partitioning = range.create({ 'split-points': [10, 90] }, context(3));
    expect([0, 9, 10, 89, 90, 99].map((key) => partitioning.of(key))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('asks only the shards that hold a part of a scan', () => {
    const partitioning = range.create({ 'split-points': undefined }, context(10));
    expect(partitioning.holding(15, 5)).toEqual([1]);
    expect(partitioning.holding(15, 6)).toEqual([1, 2]);
    expect(partitioning.holding(95, 50)).toEqual([9]);
  });

  it('refuses split points that do not make as many shards', () => {
    expect(() => range.create({ 'split-points': [10] }, context(3))).toThrow(InputError);
    expect(() => range.create({ 'split-points': [50, 10] }, context(3))).toThrow(InputError);
  });
});
