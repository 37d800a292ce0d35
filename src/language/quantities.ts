import { parseQuantity, type Quantity, type QuantityProblem } from './quantity.js';

export type { QuantityProblem } from './quantity.js';
export { formatBandwidth, formatCount, formatDuration, formatRate, formatShare, formatSize } from './quantity-format.js';

/** The value in base units, or why there is none. */
export type ParsedQuantity = { readonly value: number } | QuantityProblem;

const NANOSECONDS = 1e9;

/** `30s 5ms 100us 10ns 2min 1h 1d` as integer nanoseconds; a plain 0 needs no unit. */
export function parseDuration(text: string): ParsedQuantity {
  const quantity = measured(text, 1, 0, 'a duration', 'ms');
  if ('problem' in quantity) return quantity;
  const value = Math.round(quantity.value * NANOSECONDS);
  if (value > Number.MAX_SAFE_INTEGER)
    return { problem: 'it is too long to be counted in nanoseconds', hint: 'the longest is 104d' };
  if (value === 0 && quantity.value > 0) return { problem: 'it is shorter than a nanosecond' };
  return { value };
}

/** `2000/s 10k/s 5/min` per second. */
export function parseRate(text: string): ParsedQuantity {
  return limited(measured(text, -1, 0, 'a rate', '/s'));
}

/** `2KB` (1000) and `2KiB` (1024) as integer bytes. */
export function parseSize(text: string): ParsedQuantity {
  const quantity = limited(measured(text, 0, 1, 'a size', 'B'));
  return 'problem' in quantity ? quantity : { value: Math.round(quantity.value) };
}

/** `1Gbit/s 20MB/s` as bytes per second. */
export function parseBandwidth(text: string): ParsedQuantity {
  return limited(measured(text, -1, 1, 'a bandwidth', 'MB/s'));
}

/** `5%` as 0..1. */
export function parseShare(text: string): ParsedQuantity {
  const quantity = parseQuantity(text);
  if ('problem' in quantity) return quantity;
  if (quantity.unit !== '%') return withoutPercent(quantity);
  if (quantity.value > 1) return { problem: 'a share is at most 100%' };
  return { value: quantity.value };
}

/** `10k 1M 250` as an integer. */
export function parseCount(text: string): ParsedQuantity {
  const quantity = parseNumber(text);
  if ('problem' in quantity) return quantity;
  // A suffix is a power of ten, so that a rounding error in the product is no reason to refuse 0.3k.
  const value = Math.round(quantity.value);
  if (Math.abs(value - quantity.value) > 1e-9 * Math.max(1, value)) return { problem: 'it is not a whole number' };
  return { value };
}

/** `0.9`, `10k`: no unit and no sign. */
export function parseNumber(text: string): ParsedQuantity {
  const quantity = parseQuantity(text);
  if ('problem' in quantity) return quantity;
  if (quantity.unit === '%') return { problem: 'it is a percentage', hint: `did you mean ${String(quantity.value)}?` };
  if (quantity.time !== 0 || quantity.bytes !== 0)
    return { problem: `it is ${describe(quantity)}`, hint: 'write it without a unit' };
  return limited(quantity);
}

function measured(text: string, time: number, bytes: number, what: string, usual: string): Quantity | QuantityProblem {
  const quantity = parseQuantity(text);
  if ('problem' in quantity) return quantity;
  if (quantity.time === time && quantity.bytes === bytes) return quantity;
  if (quantity.time === 0 && quantity.bytes === 0 && quantity.unit !== '%') {
    if (quantity.value === 0) return quantity;
    return { problem: 'the unit is missing', hint: `did you mean ${text}${usual}?` };
  }
  return { problem: `it is ${describe(quantity)} where ${what} is needed` };
}

function limited(quantity: Quantity | QuantityProblem): Quantity | QuantityProblem {
  if ('problem' in quantity || quantity.value <= Number.MAX_SAFE_INTEGER) return quantity;
  return { problem: 'the number is too large' };
}

function withoutPercent(quantity: Quantity): ParsedQuantity {
  if (quantity.time !== 0 || quantity.bytes !== 0) return { problem: `it is ${describe(quantity)} where a share is needed` };
  if (quantity.value === 0) return { value: 0 };
  const percent = quantity.value <= 1 ? Math.round(quantity.value * 1e8) / 1e6 : quantity.value;
  return { problem: 'the % is missing', hint: `did you mean ${String(percent)}%?` };
}

/** What a quantity measures, for messages. */
export function describe({ time, bytes }: { readonly time: number; readonly bytes: number }): string {
  if (time === 0 && bytes === 0) return 'a plain number';
  if (time === 1 && bytes === 0) return 'a duration';
  if (time === -1 && bytes === 0) return 'a rate';
  if (time === 0 && bytes === 1) return 'a size';
  if (time === -1 && bytes === 1) return 'a bandwidth';
  return [power('time', time), power('bytes', bytes)].filter((part) => part !== '').join(' times ');
}

function power(base: string, exponent: number): string {
  if (exponent === 0) return '';
  return exponent === 1 ? base : `${base}^${exponent}`;
}
