import { describe, expect, it } from 'vitest';
import { Truth, versionOf } from './truth.js';

describe('Truth', () => {
  it('knows since when a version has been out of date', () => {
    const truth = new Truth();
    truth.written(7, versionOf(0, 1), 100);
    truth.written(7, versionOf(0, 2), 200);
    truth.written(7, versionOf(0, 3), 300);
    expect(truth.supersededAt(7, versionOf(0, 3))).toBe(Number.POSITIVE_INFINITY);
    expect(truth.supersededAt(7, versionOf(0, 2))).toBe(300);
    expect(truth.supersededAt(7, versionOf(0, 0))).toBe(100);
  });

  it('never confuses the versions of two stores, or of two keys', () => {
    const truth = new Truth();
    truth.written(7, versionOf(0, 5), 100);
    expect(truth.supersededAt(7, versionOf(1, 0))).toBe(Number.POSITIVE_INFINITY);
    expect(truth.supersededAt(8, versionOf(0, 0))).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes acknowledgements that overtake each other', () => {
    const truth = new Truth();
    truth.written(1, versionOf(2, 2), 50);
    truth.written(1, versionOf(2, 1), 60);
    expect(truth.supersededAt(1, versionOf(2, 1))).toBe(50);
    expect(truth.supersededAt(1, versionOf(2, 2))).toBe(Number.POSITIVE_INFINITY);
  });

  it('remembers a bounded number of writes, and then says "at least since"', () => {
    const truth = new Truth();
    for (let write = 1; write <= 100; write++) truth.written(1, versionOf(0, write), write * 10);
    expect(truth.supersededAt(1, versionOf(0, 99))).toBe(1000);
    expect(truth.supersededAt(1, versionOf(0, 0))).toBe(850);
  });

  it('knows nothing of the version that means no data', () => {
    expect(new Truth().supersededAt(1, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});
