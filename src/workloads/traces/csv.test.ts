import { describe, expect, it } from 'vitest';
import { readTrace, readTracePieces } from './read-trace.js';
import type { Trace, TraceOptions } from './trace.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, options: TraceOptions): Trace => readTrace(encode(text), 'x.csv', 'csv', options);
const seconds = (trace: Trace): number[] => Array.from(trace.instants!, (instant) => instant / 1e9);

describe('a CSV trace', () => {
  it('finds its columns by their headers, in any order', () => {
    const text = 'user,id,bytes,when,what\nu1,k1,10,0,get\nu2,"k,""2""",20.0,1.5,PUT\nu1,k1,30,1,get\n';
    const trace = read(text, { columns: { time: 'when', key: 'id', size: 'bytes', operation: 'what', user: 'user' } });
    expect(trace).toMatchObject({ count: 3, keyTexts: ['k1', 'k,"2"'], methodNames: ['get', 'PUT'], userCount: 2, bytes: 60 });
    expect(trace).toMatchObject({ sizesAre: 'object', outOfOrder: 1, span: 1.5e9, resolution: 1e8 });
    expect(Array.from(trace.keys!)).toEqual([0, 1, 0]);
  });

  it('finds its columns by their numbers where there is no header', () => {
    const trace = read('5;a\n6;b\n', { columns: { time: '0', key: '1' }, header: false, separator: ';' });
    expect([seconds(trace), trace.keyTexts]).toEqual([
      [0, 1],
      ['a', 'b'],
    ]);
    expect(() => read('5;a\n', { columns: { time: 'when' }, header: false })).toThrow(/no header, so the column when/);
  });

  it('says which columns there are when one is missing, and all that are missing at once', () => {
    expect(() => read('time,key\n1,2\n', { columns: { time: 'tme', key: 'id' } })).toThrow(
      'the file has no column named tme\nthe file has no column named id',
    );
    expect(() => read('time,key\n1,2\n', {})).toThrow('needs to know its columns');
  });

  it('leaves out what it was not told about', () => {
    const trace = read('a,b\n1,2\n', { columns: { key: 'b' } });
    expect(trace).toMatchObject({ instants: null, sizes: null, methods: null, users: null, statuses: null });
  });

  for (const [what, times, expected, resolution] of [
    ['ISO 8601', ['2023-11-16T18:17:03Z', '2023-11-16T18:17:04Z'], [0, 1], 1e9],
    [
      'ISO 8601 with spaces, fractions and zones',
      ['2023-11-16 18:17:03.9799600', '2023-11-16 19:17:04.9+01:00'],
      [0, 0.92004],
      100,
    ],
    ['nanoseconds since 1970', ['1700000000.123456789', '1700000000.123456790'], [0, 1e-9], 1],
    ['scientific numbers', ['1.7e9', '1.700000001e+09'], [0, 1], 1e9],
    ['negative numbers', ['-2.5', '-1'], [0, 1.5], 1e8],
  ] as const) {
    it(`reads times in ${what}`, () => {
      const trace = read(`t\n${times.join('\n')}\n`, { columns: { time: 't' } });
      expect(seconds(trace)).toEqual(expected);
      expect(trace.resolution).toBe(resolution);
    });
  }

  it('reads plain times in the unit that the scenario names, exactly', () => {
    const milliseconds = read('t\n1700000000123\n1700000000456\n', { columns: { time: 't' }, timeUnit: 1e6 });
    expect(Array.from(milliseconds.instants!)).toEqual([0, 333e6]);
    const minutes = read('t\n1\n2.5\n', { columns: { time: 't' }, timeUnit: 60e9 });
    expect(seconds(minutes)).toEqual([0, 90]);
  });

  it('counts what it cannot read', () => {
    const lines = ['1,5', 'x,5', '2,-1', '3', '', '4,"5', '5,"5"x', '6,7'];
    const trace = read(`t,s\n${lines.join('\n')}\n`, { columns: { time: 't', size: 's' } });
    expect([seconds(trace), trace.bytes]).toEqual([[0, 5], 12]);
    expect(trace.unparsable.count).toBe(6);
    expect(trace.unparsable.examples.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
  });

  it('is read alike wherever the pieces end, with a byte order mark and returns', () => {
    const bytes = encode('\ufefft,k\r\n1,"a ""b"""\r\n2,c');
    const whole = readTrace(bytes, 'x.csv', 'csv', { columns: { time: 't', key: 'k' } });
    expect(whole.keyTexts).toEqual(['a "b"', 'c']);
    for (let length = 1; length < bytes.length; length++) {
      const pieces = [bytes.subarray(0, length), bytes.subarray(length)];
      expect(readTracePieces(pieces, 'x.csv', 'csv', { columns: { time: 't', key: 'k' } })).toEqual(whole);
    }
  });
});
