import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Histogram } from '../../metrics/histogram.js';
import { BYTES, histogramSamples, NUMBERS, SECONDS } from './histogram-samples.js';

it('buckets count what lies at or below their bound, but for what lies within a thousandth of it', () => {
  const value = fc.oneof(fc.nat(20), fc.nat(2_000_000), fc.maxSafeNat(), fc.constantFrom(...SECONDS.bounds, ...BYTES.bounds));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.constantFrom(SECONDS, BYTES, NUMBERS), (values, scale) => {
      const histogram = new Histogram();
      for (const one of values) histogram.record(one);
      const samples = histogramSamples(histogram, scale, {});
      for (const [index, bound] of scale.bounds.entries()) {
        const { value: counted, labels } = samples[index]!;
        expect(labels['le']).toBe(String(bound / scale.per));
        expect(counted).toBeLessThanOrEqual(values.filter((one) => one <= bound).length);
        expect(counted).toBeGreaterThanOrEqual(values.filter((one) => one <= bound * 0.999).length);
      }
      const [infinite, sum, count] = samples.slice(-3);
      expect(infinite).toMatchObject({ suffix: '_bucket', labels: { le: '+Inf' }, value: values.length });
      expect(count).toMatchObject({ suffix: '_count', value: values.length });
      expect(sum!.value).toBe(histogram.sum / scale.per);
    }),
  );
});
