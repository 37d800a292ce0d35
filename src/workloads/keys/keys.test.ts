import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import type { Streams } from '../streams.js';
import { KeyNumbering } from './key-numbering.js';
import type { KeyPicker } from './keys.js';
import { createKeys, keyCountOf } from './keys-schema.js';
import { keyDistributions } from './registry.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const DRAWS = 20_000;

const streamsOf = (seed: number): Streams => ({ stream: (purpose) => createStream(seed, 'workload', purpose) });
const create = (name: string, values: readonly number[], seed: number): KeyPicker =>
  createKeys({ name, arguments: values }, streamsOf(seed));

/** Pearson's statistic over several seeds at once, in standard deviations from what chance gives. */
function distance(name: string, values: readonly number[], weights: readonly number[]): number {
  const counts = Array.from(weights, () => 0);
  for (const seed of SEEDS) {
    const keys = create(name, values, seed);
    for (let draw = 0; draw < DRAWS; draw++) counts[keys.next(false)]!++;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const statistic = weights.reduce((sum, weight, key) => {
    const expected = (weight / total) * DRAWS * SEEDS.length;
    return sum + ((counts[key]! - expected) * (counts[key]! - expected)) / expected;
  }, 0);
  const freedom = weights.length - 1;
  return Math.abs(statistic - freedom) / Math.sqrt(2 * freedom);
}

describe('every key distribution', () => {
  for (const [name, values] of [
    ['uniform', [1000]],
    ['zipf', [0.9, 1000]],
    ['hotspot', [0.01, 0.8, 1000]],
    ['latest', [0.9, 1000]],
    ['sequential', [1000]],
  ] as const) {
    it(`${name} stays within its keys and repeats itself with the same seed`, () => {
      const [keys, twin] = [create(name, values, 7), create(name, values, 7)];
      for (let draw = 0; draw < 5000; draw++) {
        const key = keys.next(draw % 10 === 0);
        expect(key).toBe(twin.next(draw % 10 === 0));
        expect(Number.isInteger(key) && key >= 0 && key < keyCountOf({ name, arguments: values })).toBe(true);
      }
    });

    it(`${name} works with one key`, () => {
      const keys = create(name, [...values.slice(0, -1), 1], 7);
      expect([keys.next(false), keys.next(true), keys.next(false)]).toEqual([0, 0, 0]);
    });
  }

  it('is among those tested here', () => {
    expect(keyDistributions.names()).toEqual(['hotspot', 'latest', 'sequential', 'uniform', 'zipf']);
  });
});

describe('keys', () => {
  it('are equally popular where they are uniform', () => {
    expect(
      distance(
        'uniform',
        [100],
        Array.from({ length: 100 }, () => 1),
      ),
    ).toBeLessThan(3.9);
  });

  it("follow Zipf's law: key i has weight 1 / (i + 1) to the power of s", () => {
    const weights = Array.from({ length: 100 }, (_, key) => 1 / (key + 1) ** 0.9);
    expect(distance('zipf', [0.9, 100], weights)).toBeLessThan(3.9);
  });

  it('of a hotspot: 10% of the keys get 75% of the requests', () => {
    const weights = Array.from({ length: 100 }, (_, key) => (key < 10 ? 7.5 : 0.25 / 0.9));
    expect(distance('hotspot', [0.1, 0.75, 100], weights)).toBeLessThan(3.9);
  });

  it('are all hot where all keys are', () => {
    expect(
      distance(
        'hotspot',
        [1, 0.5, 50],
        Array.from({ length: 50 }, () => 1),
      ),
    ).toBeLessThan(3.9);
  });

  it('of latest are read at a Zipf distance behind the newest', () => {
    const weights = Array.from({ length: 100 }, (_, key) => 1 / (100 - key) ** 0.7);
    expect(distance('latest', [0.7, 100], weights)).toBeLessThan(3.9);
  });

  it('of latest move on with each write, around the ring', () => {
    const keys = create('latest', [10, 3], 1);
    expect([keys.next(true), keys.next(true), keys.next(true), keys.next(true)]).toEqual([0, 1, 2, 0]);
    expect(Array.from({ length: 20 }, () => keys.next(false)).filter((key) => key === 0).length).toBeGreaterThan(15);
  });

  it('in sequence begin again after the last', () => {
    const keys = create('sequential', [3], 1);
    expect(Array.from({ length: 7 }, () => keys.next(false))).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('are all key 0 where nothing is said', () => {
    expect([keyCountOf(undefined), createKeys(undefined, streamsOf(1)).next(true)]).toEqual([1, 0]);
  });
});

describe('the numbering of recorded keys', () => {
  it('keeps numbers that the Model already has, and puts texts behind them, once', () => {
    const numbering = new KeyNumbering(100);
    expect(Array.from(numbering.add(['/a', '42', '100', '042', '-1', '1.0', '']))).toEqual([100, 42, 101, 102, 103, 104, 105]);
    expect(Array.from(numbering.add(['/b', '/a', '0', '1e1']))).toEqual([106, 100, 0, 107]);
    expect(numbering.texts()).toEqual(['/a', '100', '042', '-1', '1.0', '', '/b', '1e1']);
  });
});
