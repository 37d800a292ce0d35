import fc from 'fast-check';
import * as hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.js';

const value = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 3_600_000_000_000 }));

describe('Histogram', () => {
  it('agrees with HdrHistogram at every percentile to the width of a bucket', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
        const ours = new Histogram();
        const theirs = hdr.build({ bitBucketSize: 64, numberOfSignificantValueDigits: 3, highestTrackableValue: 2 ** 52 });
        for (const each of values) {
          ours.record(each);
          theirs.recordValue(each);
        }
        for (const percentile of [1, 25, 50, 75, 90, 95, 99, 99.9, 100]) {
          const expected = theirs.getValueAtPercentile(percentile);
          expect(Math.abs(ours.quantile(percentile / 100) - expected)).toBeLessThanOrEqual(1 + expected / 500);
        }
      }),
    );
  });

  it('is exact below 2048, and within 0.05% of the true order statistic above', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, share) => {
          const histogram = new Histogram();
          for (const each of values) histogram.record(each);
          const sorted = values.toSorted((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(share * values.length - 1e-9)) - 1]!;
          expect(Math.abs(histogram.quantile(share) - exact)).toBeLessThanOrEqual(exact < 2048 ? 0 : exact * 0.0005);
        },
      ),
    );
  });

  it('keeps sum, count and extremes exactly', () => {
    const histogram = new Histogram();
    for (const each of [3, 1_000_000_007, 12, 2_147_483_648]) histogram.record(each);
    expect([histogram.count, histogram.sum, histogram.min, histogram.max]).toEqual([4, 3_147_483_670, 3, 2_147_483_648]);
    expect(histogram.quantile(1)).toBe(2_147_483_648);
  });

  it('is the same when parts are merged as when all was recorded in one', () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value, { minLength: 1 }), (left, right) => {
        const [one, other, all] = [new Histogram(), new Histogram(), new Histogram()];
        for (const each of left) one.record(each);
        for (const each of right) other.record(each);
        for (const each of [...left, ...right]) all.record(each);
        one.merge(other);
        for (const share of [0.1, 0.5, 0.9, 0.99, 1]) expect(one.quantile(share)).toBe(all.quantile(share));
        expect([one.count, one.sum, one.min, one.max]).toEqual([all.count, all.sum, all.min, all.max]);
      }),
    );
  });

  it('refuses what is no count of nanoseconds', () => {
    for (const wrong of [Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 54]) {
      expect(() => new Histogram().record(wrong)).toThrow('a histogram was given');
    }
  });

  it('has no quantile when it is empty', () => {
    expect(new Histogram().quantile(0.5)).toBeNaN();
  });
});
