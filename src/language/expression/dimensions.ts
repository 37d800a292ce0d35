import { describe } from '../quantities.js';

/** What a value measures: exponents of time and bytes. Rates are 1/time; counts, ratios and shares are plain numbers. */
export interface Dimension {
  readonly type: 'quantity' | 'boolean';
  readonly time: number;
  readonly bytes: number;
}

export const NUMBER: Dimension = { type: 'quantity', time: 0, bytes: 0 };
export const DURATION: Dimension = { type: 'quantity', time: 1, bytes: 0 };
export const RATE: Dimension = { type: 'quantity', time: -1, bytes: 0 };
export const SIZE: Dimension = { type: 'quantity', time: 0, bytes: 1 };
export const BANDWIDTH: Dimension = { type: 'quantity', time: -1, bytes: 1 };
export const BOOLEAN: Dimension = { type: 'boolean', time: 0, bytes: 0 };

export function sameDimension(left: Dimension, right: Dimension): boolean {
  return left.type === right.type && left.time === right.time && left.bytes === right.bytes;
}

export function productOf(left: Dimension, right: Dimension): Dimension {
  return { type: 'quantity', time: left.time + right.time, bytes: left.bytes + right.bytes };
}

export function quotientOf(left: Dimension, right: Dimension): Dimension {
  return { type: 'quantity', time: left.time - right.time, bytes: left.bytes - right.bytes };
}

/** For messages: "a duration". */
export function describeDimension(dimension: Dimension): string {
  return dimension.type === 'boolean' ? 'a condition' : describe(dimension);
}
