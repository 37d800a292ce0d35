import { describe, expect, it } from 'vitest';
import { figure } from './figure.js';

describe('a figure', () => {
  it.each([
    [0, 'ms', '0 ms'],
    [0.00123, 'ms', '1.23 µs'],
    [0.9996, 'ms', '1 ms'],
    [41.234, 'ms', '41.2 ms'],
    [999.96, 'ms', '1 s'],
    [61_000, 'ms', '61 s'],
    [7_200_000, 'ms', '2 h'],
    [0.00001, 'ratio', '0.001%'],
    [0.123, 'ratio', '12.3%'],
    [1, 'ratio', '100%'],
    [2003.2, 'per-second', '2,003/s'],
    [0.0123, 'per-second', '0.0123/s'],
    [1234.567, 'bytes', '1.23 kB'],
    [5e9, 'bytes-per-second', '5 GB/s'],
    [1_234_567, 'count', '1,234,567'],
    [Number.POSITIVE_INFINITY, 'ms', 'never'],
  ] as const)('%s in %s is written %s', (value, unit, text) => {
    expect(figure(value, unit)).toBe(text);
  });

  it('never rounds an availability up to what it is not', () => {
    expect(figure(0.99996, 'ratio')).toBe('99.996%');
    expect(figure(0.9999999, 'ratio')).toBe('99.99999%');
  });
});
