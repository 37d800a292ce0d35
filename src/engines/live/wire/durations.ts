import type { Nanoseconds } from '../../../core/time.js';

const PER_MILLISECOND = 1_000_000;
const DIGITS = 6;
const ZERO = 48;
const NINE = 57;
const DOT = 46;
const MINUS = 45;

/** Milliseconds with up to six decimals, `0.0831`: every whole number of nanoseconds has a text of its own. */
export function millisecondsText(duration: Nanoseconds): string {
  const rest = duration % PER_MILLISECOND;
  const whole = (duration - rest) / PER_MILLISECOND;
  return rest === 0 ? `${whole}` : `${whole}.${String(rest).padStart(DIGITS, '0')}`;
}

/** The duration that such a text says; NaN where it says none. */
export function parseMilliseconds(text: string, from = 0, to = text.length): Nanoseconds {
  let whole = 0;
  let index = from;
  for (; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) break;
    whole = whole * 10 + (code - ZERO);
  }
  if (index === from) return Number.NaN;
  let rest = 0;
  if (index < to) {
    if (text.charCodeAt(index) !== DOT || index + 1 === to || to - index - 1 > DIGITS) return Number.NaN;
    let unit = PER_MILLISECOND / 10;
    for (index++; index < to; index++, unit /= 10) {
      const code = text.charCodeAt(index);
      if (code < ZERO || code > NINE) return Number.NaN;
      rest += (code - ZERO) * unit;
    }
  }
  const duration = whole * PER_MILLISECOND + rest;
  return duration <= Number.MAX_SAFE_INTEGER ? duration : Number.NaN;
}

/** A whole number that can be counted with; NaN where the text is anything else. */
export function parseWhole(text: string, from = 0, to = text.length): number {
  const negative = text.charCodeAt(from) === MINUS;
  const first = negative ? from + 1 : from;
  if (first >= to) return Number.NaN;
  let value = 0;
  for (let index = first; index < to; index++) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > NINE) return Number.NaN;
    value = value * 10 + (code - ZERO);
  }
  if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
  return negative ? 0 - value : value;
}
