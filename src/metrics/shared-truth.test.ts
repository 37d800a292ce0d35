import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedTruth } from './shared-truth.js';
import { Truth, versionOf } from './truth.js';

const KEYS = 20;
const memory = (keys = KEYS, dataSets = 2) => SharedTruth.memory({ keys, dataSets, holders: [] });

/** What is acknowledged so much later: which data set, which key, and how many writes were skipped or overtaken. */
const write = fc.record({
  later: fc.nat(3_000_000_000),
  dataSet: fc.nat(1),
  key: fc.nat(KEYS - 1),
  step: fc.integer({ min: -2, max: 12 }),
});

describe('SharedTruth', () => {
  it('knows what Truth knows, whichever thread asks, up to the eight writes that it remembers', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 150 }), (writes) => {
        const shared = memory();
        const [writer, reader, single] = [new SharedTruth(shared), new SharedTruth(shared), new Truth()];
        const newest = new Map<string, number>();
        let now = 0;
        for (const { later, dataSet, key, step } of writes) {
          now += later;
          const name = `${dataSet}/${key}`;
          const number = Math.max(1, (newest.get(name) ?? 0) + step);
          newest.set(name, Math.max(number, newest.get(name) ?? 0));
          writer.written(key, versionOf(dataSet, number), now);
          single.written(key, versionOf(dataSet, number), now);
        }
        for (const dataSet of [0, 1]) {
          for (let key = 0; key < KEYS; key++) {
            const last = newest.get(`${dataSet}/${key}`) ?? 0;
            for (let number = Math.max(0, last - 8); number <= last + 1; number++) {
              const version = versionOf(dataSet, number);
              expect(reader.supersededAt(key, version)).toBe(single.supersededAt(key, version));
            }
          }
        }
      }),
    );
  });

  it('says "at least since" of what is older than the writes it remembers', () => {
    const truth = new SharedTruth(memory());
    for (let number = 1; number <= 100; number++) truth.written(1, versionOf(0, number), number * 10);
    expect(truth.supersededAt(1, versionOf(0, 99))).toBe(1000);
    expect(truth.supersededAt(1, versionOf(0, 0))).toBe(930);
  });

  it('knows nothing of the version that means no data', () => {
    const truth = new SharedTruth(memory());
    truth.written(1, versionOf(0, 1), 10);
    expect(truth.supersededAt(1, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('keeps apart keys beyond any number it was told of', () => {
    const truth = new SharedTruth(memory(1, 1));
    for (let key = 0; key < 500; key++) truth.written(key * 1_000_003, versionOf(0, 1), key);
    for (let key = 0; key < 500; key++) expect(truth.supersededAt(key * 1_000_003, versionOf(0, 0))).toBe(key);
  });

  it('counts the writes that it has no room for, and takes reads of their keys for fresh', () => {
    const truth = new SharedTruth(memory(1, 1));
    for (let key = 0; key < 1024; key++) truth.written(key, versionOf(0, 1), 5);
    expect(truth.forgotten).toBe(128);
    expect(truth.supersededAt(0, versionOf(0, 0))).toBe(5);
    expect(truth.supersededAt(1023, versionOf(0, 0))).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes no more memory for a hundred million keys than for a million', () => {
    expect(memory(100_000_000, 10).acknowledged.byteLength).toBe(memory(1_000_000, 1).acknowledged.byteLength);
  });
});
