import { describe, expect, it } from 'vitest';
import { readTrace, readTracePieces } from './read-trace.js';

function records(rows: readonly (readonly [time: number, key: bigint, size: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(rows.length * 24));
  for (const [index, [time, key, size]] of rows.entries()) {
    view.setUint32(index * 24, time, true);
    view.setBigUint64(index * 24 + 4, key, true);
    view.setUint32(index * 24 + 12, size, true);
    view.setBigInt64(index * 24 + 16, -1n, true);
  }
  return new Uint8Array(view.buffer);
}

describe('the format int32', () => {
  const bytes = Uint8Array.from([0, 0, 1, 0, 255, 255, 255, 255, 0, 0, 1, 0]);

  it('is big-endian unless the scenario says otherwise', () => {
    expect(readTrace(bytes, 'x', 'int32be', {})).toMatchObject({ count: 3, keyTexts: ['256', '-1'] });
    expect(readTrace(bytes, 'x', 'int32', { byteOrder: 'little' })).toMatchObject({ count: 3, keyTexts: ['65536', '-1'] });
  });

  it('is read alike wherever the pieces end, also in bytes that begin anywhere in their buffer', () => {
    const whole = readTrace(bytes, 'x', 'int32', {});
    const shifted = new Uint8Array([9, ...bytes]).subarray(1);
    for (let length = 1; length < bytes.length; length++) {
      const pieces = [shifted.subarray(0, length), shifted.subarray(length)];
      expect(readTracePieces(pieces, 'x', 'int32', {})).toEqual(whole);
    }
  });

  it('counts a last key that was cut off', () => {
    expect(readTrace(bytes.subarray(0, 10), 'x', 'int32', {})).toMatchObject({
      count: 2,
      unparsable: { count: 1, examples: [{ line: 3, reason: 'the file ends within a key' }] },
    });
  });
});

describe('the format oracleGeneral', () => {
  const bytes = records([
    [100, 7n, 512],
    [101, 18_446_744_073_709_551_615n, 4_294_967_295],
    [103, 9_007_199_254_740_991n, 1],
    [103, 7n, 512],
  ]);

  it('gives times, keys of 64 bits and sizes of objects', () => {
    const trace = readTrace(bytes, 'x.oracleGeneral', 'detect', {});
    expect(trace).toMatchObject({ format: 'oracle-general', count: 4, span: 3e9, sizesAre: 'object', bytes: 4_294_968_320 });
    expect(trace.keyTexts).toEqual(['7', '18446744073709551615', '9007199254740991']);
    expect(Array.from(trace.keys!)).toEqual([0, 1, 2, 0]);
  });

  it('is read alike wherever the pieces end, and counts a last record that was cut off', () => {
    const whole = readTrace(bytes, 'x', 'oracleGeneral', {});
    for (const length of [1, 5, 23, 24, 25, 50]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
        bytes.subarray(index * length, (index + 1) * length),
      );
      expect(readTracePieces(pieces, 'x', 'oracleGeneral', {})).toEqual(whole);
    }
    expect(readTrace(bytes.subarray(0, 90), 'x', 'oracleGeneral', {})).toMatchObject({ count: 3, unparsable: { count: 1 } });
  });
});

describe('the format text', () => {
  it('has one key a line, whatever the key holds', () => {
    const trace = readTrace(new TextEncoder().encode('b\na b\n\nb\r\n'), 'keys.txt', 'detect', {});
    expect(trace).toMatchObject({ format: 'text', count: 3, keyTexts: ['b', 'a b'], instants: null, unparsable: { count: 1 } });
  });
});
