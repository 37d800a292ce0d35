import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { millisecondsText, parseMilliseconds, parseWhole } from './durations.js';

describe('a duration on the wire', () => {
  it('is milliseconds with as many decimals as nanoseconds need', () => {
    expect([0, 1, 83_100, 1_000_000, 1_500_000, 12_000_000_007].map(millisecondsText)).toEqual([
      '0',
      '0.000001',
      '0.083100',
      '1',
      '1.500000',
      '12000.000007',
    ]);
  });

  it('comes back exactly, also where a quotient would be rounded up', () => {
    const near = fc.integer({ min: 0, max: 999 }).map((below) => Number.MAX_SAFE_INTEGER - below);
    const edge = fc.integer({ min: 1, max: 9_000_000_000 }).map((whole) => whole * 1_000_000 - 1);
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), near, edge), (duration) => {
        const text = millisecondsText(duration);
        expect(text).toBe(
          `${BigInt(duration) / 1_000_000n}${duration % 1_000_000 === 0 ? '' : `.${String(duration % 1_000_000).padStart(6, '0')}`}`,
        );
        expect(parseMilliseconds(text)).toBe(duration);
      }),
    );
  });

  it('may be written shorter by a stranger, and by nobody longer', () => {
    expect(['1.5', '0.1', '007', '3.'].map((text) => parseMilliseconds(text))).toEqual([
      1_500_000,
      100_000,
      7_000_000,
      Number.NaN,
    ]);
    expect(['', '.5', '1.0000001', '-1', '1e3', '1,5', ' 1', '9007199254.740992'].map((text) => parseMilliseconds(text))).toEqual(
      Array.from({ length: 8 }, () => Number.NaN),
    );
  });
});

it('a whole number is digits with a minus before them at most, and can be counted with', () => {
  expect(['0', '-0', '-7', '9007199254740991'].map((text) => parseWhole(text))).toEqual([0, 0, -7, Number.MAX_SAFE_INTEGER]);
  expect(['', '-', '+1', '1.0', '1e3', '0x1', ' 1', '9007199254740992'].map((text) => parseWhole(text))).toEqual(
    Array.from({ length: 8 }, () => Number.NaN),
  );
});
