import type { BinaryOperator } from '../language/expression/expression.js';
import type { Verdict } from '../metrics/run-result.js';
import { meanInterval } from '../statistics/mean-interval.js';

/** Both sides of a comparison in one trial. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}

/** Equal values may differ by what was lost when results were rounded. */
const SAME = 1e-9;

/** `left operator right` over trials that were run under the same random numbers: judged by the paired differences. */
export function judgeComparison(operator: BinaryOperator, trials: readonly Sides[], confidence: number): Verdict {
  const known = trials.filter(({ left, right }) => !Number.isNaN(left) && !Number.isNaN(right));
  if (known.length === 0) return 'vacuous';
  if (operator === '==' || operator === '!=') return judgeEquality(operator, known);
  const less = operator === '<' || operator === '<=';
  const margins = known.map(({ left, right }) => (less ? right - left : left - right));
  return judgeMargins(margins, operator === '<=' || operator === '>=', confidence);
}

/** `left within tolerance of right`: holds where both bounds do. */
export function judgeWithin(tolerance: number, trials: readonly Sides[], confidence: number): Verdict {
  const known = trials.filter(({ left, right }) => !Number.isNaN(left) && !Number.isNaN(right));
  if (known.length === 0) return 'vacuous';
  const allowed = (right: number) => tolerance * Math.abs(right);
  const above = known.map(({ left, right }) => left - (right - allowed(right)));
  const below = known.map(({ left, right }) => right + allowed(right) - left);
  return both(judgeMargins(above, true, confidence), judgeMargins(below, true, confidence));
}

export function both(left: Verdict, right: Verdict): Verdict {
  return worst(['fail', 'unknown', 'vacuous'], left, right);
}

export function either(left: Verdict, right: Verdict): Verdict {
  return left === 'pass' || right === 'pass' ? 'pass' : worst(['unknown', 'vacuous', 'fail'], left, right);
}

export function negated(verdict: Verdict): Verdict {
  if (verdict === 'pass') return 'fail';
  return verdict === 'fail' ? 'pass' : verdict;
}

function worst(order: readonly Verdict[], left: Verdict, right: Verdict): Verdict {
  return order.find((verdict) => verdict === left || verdict === right) ?? 'pass';
}

/** Whether margins are positive: their mean, if its whole interval is; unknown where the interval reaches over zero. */
function judgeMargins(margins: readonly number[], orZero: boolean, confidence: number): Verdict {
  const holds = (margin: number) => margin > 0 || (orZero && margin === 0);
  if (margins.every(holds) && (margins.length === 1 || margins.some((margin) => !Number.isFinite(margin)))) return 'pass';
  if (!margins.some(holds) && (margins.length === 1 || margins.some((margin) => !Number.isFinite(margin)))) return 'fail';
  if (margins.some((margin) => !Number.isFinite(margin))) return 'unknown';
  const { low, high } = meanInterval(margins, confidence);
  if (holds(low)) return 'pass';
  return holds(high) ? 'unknown' : 'fail';
}

function judgeEquality(operator: '==' | '!=', trials: readonly Sides[]): Verdict {
  const equal = trials.filter(({ left, right }) => same(left, right)).length;
  if (equal !== 0 && equal !== trials.length) return operator === '==' ? 'fail' : 'unknown';
  return (equal === trials.length) === (operator === '==') ? 'pass' : 'fail';
}

function same(left: number, right: number): boolean {
  return left === right || Math.abs(left - right) <= SAME * Math.max(Math.abs(left), Math.abs(right));
}
