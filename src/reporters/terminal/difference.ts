import type { Unit } from '../../metrics/declaration.js';
import { plainFigure } from '../../metrics/figure.js';

/** Above this, a factor reads better than a percentage. */
const LARGE_FACTOR = 3;

/** How far a value is from another: ≈ for less than can be seen, in percent, as a factor where it is far, in percentage points between shares. */
export function difference(value: number, base: number, unit: Unit): string {
  if (value === base) return '=';
  if (unit === 'ratio') return signed(value - base, 100, ' pt');
  if (base === 0) return '';
  const factor = value / base;
  if (factor >= LARGE_FACTOR) return `×${plainFigure(factor, 2)}`;
  return signed(factor - 1, 100, '%');
}

function signed(change: number, scale: number, unit: string): string {
  const magnitude = Math.abs(change * scale);
  // A sign before a zero would tell of a direction that cannot be seen.
  if (magnitude < 0.05) return '≈';
  return `${change < 0 ? '−' : '+'}${magnitude.toFixed(magnitude < 10 ? 1 : 0)}${unit}`;
}
