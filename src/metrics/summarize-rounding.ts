import { MILLISECOND, type Nanoseconds } from '../core/time.js';

/** Digits that are kept: the same figures on every platform, and none that a sum of doubles does not hold. */
const SIGNIFICANT_DIGITS = 12;

export function rounded(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

export function milliseconds(duration: Nanoseconds): number {
  return rounded(duration / MILLISECOND);
}
