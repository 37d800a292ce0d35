import { describe, expect, it } from 'vitest';
import { meanInterval } from './mean-interval.js';

describe('the interval of a mean', () => {
  it('is the textbook one', () => {
    const { mean, low, high } = meanInterval([4, 5, 6, 7, 8], 0.95);
    expect(mean).toBe(6);
    // 2.776445 * sqrt(2.5 / 5)
    expect(high - mean).toBeCloseTo(1.963243, 6);
    expect(mean - low).toBeCloseTo(1.963243, 6);
  });

  it('is a point where all values are the same', () => {
    expect(meanInterval([3, 3, 3], 0.999)).toEqual({ mean: 3, low: 3, high: 3 });
  });

  it('is the whole line for a single value', () => {
    expect(meanInterval([3], 0.95)).toEqual({ mean: 3, low: -Infinity, high: Infinity });
  });
});
