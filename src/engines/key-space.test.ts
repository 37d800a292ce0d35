import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeySpace } from './key-space.js';

describe('KeySpace', () => {
  it('says numbers as themselves, and then the texts', () => {
    const keys = new KeySpace({ count: 3, texts: ['/b', '/a'] });
    expect(keys.count).toBe(5);
    expect([0, 1, 2, 3, 4].map((key) => keys.text(key))).toEqual(['0', '1', '2', '/b', '/a']);
  });

  it('ranks numbers by value, and texts after them by their letters', () => {
    const keys = new KeySpace({ count: 2, texts: ['/b', '/a', '/c'] });
    expect([0, 1, 2, 3, 4].map((key) => keys.rank(key))).toEqual([0, 1, 3, 2, 4]);
  });

  it('ranks every key differently, each below the count, in the order of the texts', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), fc.integer({ min: 0, max: 20 }), (texts, count) => {
        const keys = new KeySpace({ count, texts });
        const all = Array.from({ length: keys.count }, (_, key) => key);
        const inOrder = all.toSorted((a, b) => keys.rank(a) - keys.rank(b));
        expect(inOrder.map((key) => keys.rank(key))).toEqual(all);
        const sorted = inOrder.slice(count).map((key) => keys.text(key));
        expect(sorted).toEqual(texts.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  it('hashes a text by its letters only, wherever it stands', () => {
    const first = new KeySpace({ count: 0, texts: ['/a', '/b'] });
    const second = new KeySpace({ count: 7, texts: ['/b', '/x', '/a'] });
    expect(first.hash(0)).toBe(second.hash(9));
    expect(first.hash(1)).toBe(second.hash(7));
    expect(first.hash(0)).not.toBe(first.hash(1));
  });

  it('hashes are integers of 32 bits, and different for different numbers', () => {
    const keys = new KeySpace({ count: 100_000, texts: [] });
    const hashes = new Set(Array.from({ length: 100_000 }, (_, key) => keys.hash(key)));
    expect(hashes.size).toBe(100_000);
    for (const hash of hashes) if (!(Number.isInteger(hash) && hash >= 0 && hash < 4_294_967_296)) expect(hash).toBe('in range');
  });

  it('spreads keys that follow each other evenly, in their lowest and in their highest bits', () => {
    const texts = Array.from({ length: 16_000 }, (_, index) => `/products/${index}`);
    for (const keys of [new KeySpace({ count: 16_000, texts: [] }), new KeySpace({ count: 0, texts })]) {
      for (const bucketOf of [(hash: number) => hash % 16, (hash: number) => hash >>> 28]) {
        const buckets = Array.from({ length: 16 }, () => 0);
        for (let key = 0; key < 16_000; key++) buckets[bucketOf(keys.hash(key))]!++;
        const chiSquare = buckets.reduce((sum, count) => sum + ((count - 1000) * (count - 1000)) / 1000, 0);
        // The 99.99th percentile of chi-square with 15 degrees of freedom is 44.3.
        expect(chiSquare).toBeLessThan(44.3);
      }
    }
  });
});
