import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfNumber, hashOfText, KeySample } from './key-sample.js';
import { readTrace } from './read-trace.js';

const lines = (keys: readonly (string | number)[]): Uint8Array => new TextEncoder().encode(keys.join('\n'));

/** Bytes of int32 keys, big-endian. */
function numbers(keys: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(keys.length * 4));
  for (const [index, key] of keys.entries()) view.setInt32(index * 4, key);
  return new Uint8Array(view.buffer);
}

describe('a sample of keys', () => {
  it.each([
    ['numbers one after the other', (index: number) => hashOfNumber(index)],
    ['numbers far apart', (index: number) => hashOfNumber(index * 4_294_967_296)],
    ['texts with a number at their end', (index: number) => hashOfText(`/images/product-${index}.png`)],
  ])('takes %s as often as its share says', (_name, hash) => {
    for (const share of [0.01, 0.1, 0.5]) {
      const sample = new KeySample(share);
      const taken = Array.from({ length: 100_000 }, (_, index) => hash(index)).filter((value) => sample.takes(value)).length;
      // Five standard deviations of a binomial.
      expect(Math.abs(taken - 100_000 * share)).toBeLessThan(5 * Math.sqrt(100_000 * share * (1 - share)));
    }
  });

  it('takes all requests of a key or none, in their order, and counts the others', () => {
    const keys = fc.array(fc.integer({ min: -50, max: 400 }), { minLength: 1, maxLength: 500 });
    fc.assert(
      fc.property(keys, fc.boolean(), (requests, binary) => {
        const [bytes, format] = binary ? [numbers(requests), 'int32'] : [lines(requests), 'text'];
        const sample = new KeySample(0.3);
        const trace = readTrace(bytes, 'x', format, { keep: 'keys', sample });
        const hash = (key: number): number => (binary ? hashOfNumber(key) : hashOfText(String(key)));
        const expected = requests.filter((key) => sample.takes(hash(key)));
        const first = [...new Set(expected)];
        expect(Array.from(trace.keys!)).toEqual(expected.map((key) => first.indexOf(key)));
        expect([trace.keyCount, trace.count + trace.leftOut]).toEqual([first.length, requests.length]);
      }),
    );
  });

  it('with a limit keeps no more keys than that, as if its share had been known from the start', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 800 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 60 }), fc.boolean(), (requests, limit, binary) => {
        const [bytes, format] = binary ? [numbers(requests), 'int32'] : [lines(requests), 'text'];
        const sample = new KeySample(1, limit);
        const trace = readTrace(bytes, 'x', format, { keep: 'keys', sample });
        expect(trace.keyCount).toBe(Math.min(limit, new Set(requests).size));
        const known = readTrace(bytes, 'x', format, { keep: 'keys', sample: new KeySample(sample.share) });
        expect(trace).toEqual(known);
      }),
    );
  });

  it('keeps sizes beside their keys', () => {
    const log = (path: number, size: number): string =>
      `1.2.3.4 - - [01/Jul/1995:00:00:01 -0400] "GET /${path} HTTP/1.0" 200 ${size}`;
    const rows = Array.from({ length: 300 }, (_, index) => log(index % 90, (index % 90) + 1));
    const trace = readTrace(lines(rows), 'x', 'common', { keep: 'keys-and-sizes', sample: new KeySample(1, 20) });
    expect(trace.keyCount).toBe(20);
    const sizes = new Map<number, Set<number>>();
    for (const [row, key] of trace.keys!.entries()) sizes.set(key, (sizes.get(key) ?? new Set()).add(trace.sizes![row]!));
    expect([...sizes.values()].every((of) => of.size === 1)).toBe(true);
    expect(trace.bytes).toBe(rows.reduce((sum, _row, index) => sum + (index % 90) + 1, 0));
    expect([trace.instants, trace.methods, trace.keyTexts]).toEqual([null, null, []]);
  });
});
