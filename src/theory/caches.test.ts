import { describe, expect, it } from 'vitest';
import {
  characteristicTime,
  type MeanStay,
  presence,
  stayUnderFifo,
  stayUnderLru,
  stayUnderRandom,
} from './characteristic-time.js';
import { staleShare } from './time-to-live.js';

const ZIPF = zipf(0.8, 10_000);

function zipf(exponent: number, keys: number): Float64Array {
  const weights = Float64Array.from({ length: keys }, (_, key) => Math.exp(-exponent * Math.log(key + 1)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function hitRatio(rates: Float64Array, capacity: number, stay: MeanStay, life = Infinity, removal = 0): number {
  const removals = rates.map(() => removal);
  const time = characteristicTime(rates, removals, capacity, life, stay);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.reduce((sum, rate) => sum + rate * presence(rate, stay(rate, time, life, removal), 0), 0) / total;
}

describe('the characteristic time', () => {
  it.each([
    [100, 0.15662, 0.13362],
    [1000, 0.43666, 0.39418],
    [5000, 0.79163, 0.75313],
  ])('of %i entries under zipf(0.8 10k) gives the hit ratios of Che', (capacity, lru, fifo) => {
    expect(hitRatio(ZIPF, capacity, stayUnderLru)).toBeCloseTo(lru, 5);
    expect(hitRatio(ZIPF, capacity, stayUnderFifo)).toBeCloseTo(fifo, 5);
    // Gelenbe (1973): random replacement hits as often as FIFO.
    expect(hitRatio(ZIPF, capacity, stayUnderRandom)).toBeCloseTo(fifo, 5);
  });

  it('is without end where all keys fit, or live so shortly that they do', () => {
    expect(characteristicTime(ZIPF, null, 10_000, Infinity, stayUnderLru)).toBe(Infinity);
    expect(characteristicTime(ZIPF, null, 100, 1, stayUnderLru)).toBe(Infinity);
  });

  it('holds as many entries as there is room for', () => {
    for (const stay of [stayUnderLru, stayUnderFifo]) {
      const time = characteristicTime(ZIPF, null, 300, 2000, stay);
      const entries = ZIPF.reduce((sum, rate) => sum + presence(rate, stay(rate, time, 2000, 0), 0), 0);
      expect(entries).toBeCloseTo(300, 6);
    }
  });
});

describe('a time to live', () => {
  const alike = Float64Array.from({ length: 50 }, () => 2);

  it('gives lambda T / (1 + lambda T)', () => {
    expect(hitRatio(alike, Infinity, stayUnderLru, 3)).toBeCloseTo(6 / 7, 12);
    expect(hitRatio(alike, Infinity, stayUnderFifo, 3)).toBeCloseTo(6 / 7, 12);
    expect(hitRatio(alike, Infinity, stayUnderRandom, 3)).toBeCloseTo(6 / 7, 12);
  });

  it('without end is plain LRU, and a long one nearly so', () => {
    const plain = hitRatio(ZIPF, 1000, stayUnderLru);
    expect(hitRatio(ZIPF, 1000, stayUnderLru, 1e12)).toBeCloseTo(plain, 4);
    expect(hitRatio(ZIPF, 1000, stayUnderLru, 1e4)).toBeLessThan(plain);
  });

  it('is cut short by removals at random', () => {
    // Until the first of both: (1 - exp(-mu T)) / mu.
    const stay = (1 - Math.exp(-0.5 * 3)) / 0.5;
    expect(hitRatio(alike, Infinity, stayUnderLru, 3, 0.5)).toBeCloseTo((2 * stay) / (1 + 2 * stay), 12);
    expect(hitRatio(ZIPF, 1000, stayUnderLru, Infinity, 1e-3)).toBeLessThan(hitRatio(ZIPF, 1000, stayUnderLru));
  });

  it('has the stale share of its closed form', () => {
    expect(staleShare(1, 1)).toBeCloseTo(Math.exp(-1), 12);
    expect(staleShare(1e-6, 1)).toBeCloseTo(0.5e-6, 9);
    expect(staleShare(0, 1)).toBe(0);
  });
});

describe('a stay under LRU with a time to live', () => {
  it('is near what a walk through its gaps gives', () => {
    // Its own pseudo-random walk: the entry leaves at the first gap longer than the time, or at the end of its life.
    let seed = 1;
    const uniform = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (const [rate, time, life] of [
      [1, 2, 10],
      [0.3, 2, 5],
      [3, 1, 20],
    ] as const) {
      let sum = 0;
      const walks = 200_000;
      for (let walk = 0; walk < walks; walk++) {
        let age = 0;
        for (;;) {
          const gap = -Math.log(uniform()) / rate;
          if (gap < time && age + gap < life) age += gap;
          else {
            sum += Math.min(life, age + time);
            break;
          }
        }
      }
      expect(stayUnderLru(rate, time, life, 0) / (sum / walks)).toBeCloseTo(1, 1);
    }
  });
});

describe('a stampede', () => {
  it('misses once for each request of the delay, in a cycle of the life and two delays', () => {
    // The usual approximation: (1 + lambda d) / (T + 1 / lambda + 2 d) misses per unit of time.
    const misses = (rate: number, life: number, fill: number): number => rate * (1 - presence(rate, life, fill));
    expect(misses(10_000, 1, 0.1) / ((1 + 1000) / (1 + 1e-4 + 0.2))).toBeCloseTo(1, 3);
    expect(misses(1, 10, 1e-9)).toBeCloseTo(1 / 11, 6);
    expect(presence(3, 2, 0)).toBeCloseTo(6 / 7, 12);
  });

  it('finds for good what never leaves, and nothing that nobody asks for', () => {
    expect(presence(5, Infinity, 0.2)).toBe(1);
    expect(presence(0, 2, 0.2)).toBe(0);
  });
});
