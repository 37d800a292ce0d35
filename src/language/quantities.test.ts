import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as quantities from './quantities.js';
import type { ParsedQuantity } from './quantities.js';

const { parseBandwidth, parseCount, parseDuration, parseNumber, parseRate, parseShare, parseSize } = quantities;
const PARSERS = { parseBandwidth, parseCount, parseDuration, parseNumber, parseRate, parseShare, parseSize };

function valueOf(parsed: ParsedQuantity): number {
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.value;
}

describe('quantities', () => {
  it.each([
    ['30s', 30e9],
    ['5ms', 5e6],
    ['0.4ms', 400_000],
    ['100us', 100_000],
    ['100\u00b5s', 100_000],
    ['10ns', 10],
    ['2min', 120e9],
    ['1h', 3600e9],
    ['1d', 86_400e9],
    ['104d', 104 * 86_400e9],
    ['0', 0],
    ['0s', 0],
  ])('reads the duration %s', (text, nanoseconds) => {
    expect(parseDuration(text)).toEqual({ value: nanoseconds });
  });

  it.each([
    [parseRate, '2000/s', 2000],
    [parseRate, '10k/s', 10_000],
    [parseRate, '6/min', 0.1],
    [parseRate, '1/ms', 1000],
    [parseSize, '2KB', 2000],
    [parseSize, '2kB', 2000],
    [parseSize, '2KiB', 2048],
    [parseSize, '64MiB', 67_108_864],
    [parseSize, '1.5GB', 1_500_000_000],
    [parseSize, '0', 0],
    [parseBandwidth, '1Gbit/s', 125_000_000],
    [parseBandwidth, '20MB/s', 20_000_000],
    [parseBandwidth, '60MB/min', 1_000_000],
    [parseShare, '5%', 0.05],
    [parseShare, '100%', 1],
    [parseCount, '10k', 10_000],
    [parseCount, '1M', 1_000_000],
    [parseCount, '0.3k', 300],
    [parseCount, '1e6', 1_000_000],
    [parseNumber, '0.9', 0.9],
  ] as const)('%o reads %s', (parse, text, value) => {
    expect(valueOf(parse(text))).toBeCloseTo(value, 9);
  });

  it.each([
    [parseDuration, '100', 'the unit is missing', 'did you mean 100ms?'],
    [parseDuration, '1x5s', '"x5s" is not a unit', 'units are'],
    [parseDuration, '30sec', '"sec" is not a unit', 'did you mean 30s?'],
    [parseDuration, '5m', 'm is not a unit', 'did you mean 5min or 5ms?'],
    [parseDuration, '30 s', 'there is a space before the unit', 'did you mean 30s?'],
    [parseDuration, '5MS', '"MS" is not a unit', 'did you mean 5ms?'],
    [parseDuration, '-5ms', 'it is negative', undefined],
    [parseDuration, '.inf', 'it is not a finite number', undefined],
    [parseDuration, 'Infinity', 'it is not a finite number', undefined],
    [parseDuration, '.nan', 'it is not a finite number', undefined],
    [parseDuration, 'NaN', 'it is not a finite number', undefined],
    [parseDuration, '1e400', 'the number is too large', undefined],
    [parseDuration, '99999999999999999999', 'the number is too large', undefined],
    [parseDuration, '200d', 'it is too long to be counted in nanoseconds', 'the longest is 104d'],
    [parseDuration, '0.1ns', 'it is shorter than a nanosecond', undefined],
    [parseDuration, '.5s', 'the digit before the point is missing', 'did you mean 0.5s?'],
    [parseDuration, '+5s', 'it begins with a +', 'did you mean 5s?'],
    [parseDuration, '2KB', 'it is a size where a duration is needed', undefined],
    [parseDuration, 'soon', 'it does not begin with a digit', undefined],
    [parseDuration, '', 'it is empty', undefined],
    [parseDuration, '0x10', '"x10" is not a unit', 'units are'],
    [parseRate, '2000', 'the unit is missing', 'did you mean 2000/s?'],
    [parseRate, '2000rps', '"rps" is not a unit', 'did you mean 2000/s?'],
    [parseSize, '100', 'the unit is missing', 'did you mean 100B?'],
    [parseSize, '2kb', '"kb" is not a unit', 'did you mean 2KB?'],
    [parseBandwidth, '1Gbps', '"Gbps" is not a unit', 'did you mean 1Gbit/s?'],
    [parseShare, '5', 'the % is missing', 'did you mean 5%?'],
    [parseShare, '0.05', 'the % is missing', 'did you mean 5%?'],
    [parseShare, '150%', 'a share is at most 100%', undefined],
    [parseCount, '1.5', 'it is not a whole number', undefined],
    [parseCount, '10K', '"K" is not a unit', 'did you mean 10k?'],
    [parseCount, '5ms', 'it is a duration', 'write it without a unit'],
    [parseNumber, '50%', 'it is a percentage', 'did you mean 0.5?'],
  ] as const)('%o says what is wrong with %s', (parse, text, problem, hint) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ problem });
    const given = 'problem' in parsed ? parsed.hint : undefined;
    if (hint === undefined) expect(given).toBeUndefined();
    else expect(given).toContain(hint);
  });

  it('never throws and never gives what is not a finite number, whatever the text', () => {
    const almost = fc
      .tuple(fc.oneof(fc.double(), fc.nat(), fc.string()), fc.constantFrom('', 'ms', 's', '/s', 'KB', '%', 'e', 'k', '/', ' '))
      .map(([a, b]) => `${a}${b}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        for (const parse of Object.values(PARSERS)) {
          const parsed = parse(text);
          if (!('problem' in parsed)) expect(parsed.value >= 0 && parsed.value <= Number.MAX_SAFE_INTEGER).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what it writes, to the digits that it writes', () => {
    const pairs = [
      [quantities.formatDuration, parseDuration, fc.nat({ max: 9e15 })],
      [quantities.formatSize, parseSize, fc.nat({ max: 1e15 })],
      [quantities.formatCount, parseCount, fc.nat({ max: 1e9 })],
      [quantities.formatRate, parseRate, fc.double({ min: 1e-3, max: 1e9, noNaN: true })],
      [quantities.formatBandwidth, parseBandwidth, fc.nat({ max: 1e12 })],
      [quantities.formatShare, parseShare, fc.double({ min: 1e-6, max: 1, noNaN: true })],
    ] as const;
    for (const [format, parse, values] of pairs) {
      fc.assert(
        fc.property(values, (value) => {
          const back = valueOf(parse(format(value)));
          expect(Math.abs(back - value)).toBeLessThanOrEqual(0.000501 * value);
          expect(valueOf(parse(format(value, 17)))).toBeCloseTo(value, -Math.log10(Math.max(1, value)) + 9);
        }),
      );
    }
  });
});

describe('formatters', () => {
  it.each([
    [0, '0s'],
    [999, '999ns'],
    [1500, '1.5us'],
    [999_960_000, '1s'],
    [41_234_567, '41.23ms'],
    [5e9, '5s'],
    [90e9, '90s'],
    [120e9, '2min'],
    [3600e9, '1h'],
    [1000e9, '1000s'],
    [2 * 86_400e9, '2d'],
    [-5e6, '-5ms'],
    [Number.POSITIVE_INFINITY, 'never'],
  ])('a duration of %d ns is %s', (nanoseconds, text) => {
    expect(quantities.formatDuration(nanoseconds)).toBe(text);
  });

  it.each([
    [quantities.formatCount, 950, '950'],
    [quantities.formatCount, 9500, '9500'],
    [quantities.formatCount, 25_000, '25k'],
    [quantities.formatCount, 1_234_567, '1.235M'],
    [quantities.formatCount, Number.POSITIVE_INFINITY, 'unlimited'],
    [quantities.formatRate, 1500, '1500/s'],
    [quantities.formatRate, 0.1, '0.1/s'],
    [quantities.formatSize, 0, '0B'],
    [quantities.formatSize, 1_500_000, '1.5MB'],
    [quantities.formatBandwidth, 125_000_000, '125MB/s'],
    [quantities.formatShare, 0.125, '12.5%'],
    [quantities.formatShare, 0.0000001, '0.00001%'],
  ] as const)('%o of %d is %s', (format, value, text) => {
    expect(format(value)).toBe(text);
  });
});
