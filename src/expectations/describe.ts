import type { BinaryOperator, Expression } from '../language/expression/expression.js';
import type { Unit } from '../metrics/declaration.js';
import { figure } from '../metrics/figure.js';
import { meanInterval } from '../statistics/mean-interval.js';
import { fromBase } from './base-units.js';
import type { Sides } from './compare.js';

const MOST_DIGITS = 9;
const OPPOSITE: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

/** How the two sides really stand to each other: `141 ms >= 100 ms` where `<` was expected and failed. */
export function relation(operator: BinaryOperator, failed: boolean): string {
  return failed ? (OPPOSITE[operator] ?? operator) : operator;
}

/** One side over all trials: as written where it is a constant, else its mean and how far that may be off. */
export function sideText(side: Expression, values: readonly number[], unit: Unit, confidence: number, digits: number): string {
  if (side.type === 'number') return side.text;
  const known = values.filter((value) => !Number.isNaN(value)).map((value) => fromBase(value, unit));
  if (known.length === 0) return 'not measured';
  const { mean, low, high } = meanInterval(known, confidence);
  const text = figure(mean, unit, digits);
  return known.length < 2 || !Number.isFinite(high) ? text : `${text} ±${figure((high - low) / 2, unit, 2)}`;
}

/** As many digits as it takes to tell the two sides apart. */
export function digitsFor(trials: readonly Sides[], unit: Unit): number {
  const first = trials.find(({ left, right }) => Number.isFinite(left) && Number.isFinite(right) && left !== right);
  if (first === undefined) return 3;
  for (let digits = 3; digits < MOST_DIGITS; digits++) {
    if (figure(fromBase(first.left, unit), unit, digits) !== figure(fromBase(first.right, unit), unit, digits)) return digits;
  }
  return MOST_DIGITS;
}
