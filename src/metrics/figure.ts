import type { Unit } from './declaration.js';

/** A value of a metric for people: `41.2 ms`, `45.2%`, `2,003/s`. `digits` is how many significant ones are kept. */
export function figure(value: number, unit: Unit, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '-' : 'never';
  switch (unit) {
    case 'ms':
      return durationFigure(value, digits);
    case 'bytes':
      return bytesFigure(value, digits);
    case 'bytes-per-second':
      return `${bytesFigure(value, digits)}/s`;
    case 'per-second':
      return `${plainFigure(value, digits)}/s`;
    case 'ratio':
      return ratioFigure(value, digits);
    case 'count':
      return plainFigure(Number.isInteger(value) ? value : Number(value.toPrecision(digits + 1)), digits);
    case 'number':
      return plainFigure(value, digits);
  }
}

/** Never an exponent; whole numbers in full, with a comma at every thousand. */
export function plainFigure(value: number, digits = 3): string {
  const magnitude = Math.abs(value);
  if (Number.isInteger(value) && magnitude < 1e15) return grouped(value.toFixed(0));
  if (magnitude >= 1e15) return value.toExponential(digits - 1);
  const decimals = Math.max(0, digits - 1 - exponentOf(magnitude));
  if (decimals > 12) return '0';
  return grouped(value.toFixed(decimals));
}

function durationFigure(exact: number, digits: number): string {
  const ms = Math.abs(exact) < 1000 ? Number(exact.toPrecision(digits)) : exact;
  const magnitude = Math.abs(ms);
  if (magnitude === 0) return '0 ms';
  if (magnitude < 0.001) return `${plainFigure(ms * 1e6, digits)} ns`;
  if (magnitude < 1) return `${trimmed(ms * 1e3, digits)} µs`;
  if (magnitude < 1000) return `${trimmed(ms, digits)} ms`;
  if (magnitude < 3_600_000) return `${trimmed(ms / 1000, digits)} s`;
  return `${trimmed(ms / 3_600_000, digits)} h`;
}

const SIZES = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

function bytesFigure(bytes: number, digits: number): string {
  for (const [size, name] of SIZES) if (Math.abs(bytes) >= size) return `${trimmed(bytes / size, digits)} ${name}`;
  return `${plainFigure(bytes, digits)} B`;
}

/** Never rounds up to 100% what is not: an availability of 0.99996 is 99.996%. */
function ratioFigure(ratio: number, digits: number): string {
  const percent = Number((ratio * 100).toPrecision(12));
  const missing = Math.abs(100 - percent);
  if (missing > 0 && missing < 1) return `${withoutZeros(percent.toFixed(Math.min(9, digits - 2 - exponentOf(missing))))}%`;
  return `${withoutZeros(trimmed(percent, digits))}%`;
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** To so many digits, a whole number without its decimals. */
function trimmed(value: number, digits: number): string {
  const short = Number(value.toPrecision(Math.max(digits, exponentOf(Math.abs(value)) + 1)));
  return Number.isInteger(short) ? plainFigure(short) : plainFigure(value, digits);
}

/** Of a positive value's first digit: 2 for 345, -3 for 0.0012. */
function exponentOf(magnitude: number): number {
  return magnitude === 0 ? 0 : Number(magnitude.toExponential(15).split('e')[1]);
}

function grouped(text: string): string {
  const [whole, decimals] = text.split('.');
  const separated = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? separated : `${separated}.${decimals}`;
}
