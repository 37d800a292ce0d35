import type { BinaryNode, Expression, WithinNode } from '../language/expression/expression.js';
import type { Unit } from '../metrics/declaration.js';
import { figure } from '../metrics/figure.js';
import type { Verdict } from '../metrics/run-result.js';
import { dimensionOfUnit, unitOfDimension } from './base-units.js';
import { both, either, judgeComparison, judgeWithin, negated, type Sides } from './compare.js';
import { digitsFor, relation, sideText } from './describe.js';
import { dimensionOf } from './dimension-of.js';
import { evaluate, type Situation } from './evaluate.js';
import { everyPart } from './walk.js';

export interface Judgement {
  readonly verdict: Verdict;
  /** The figures on both sides. */
  readonly observed: string;
}

/** Whether a condition holds, over the trials seen from the same arm and instances. */
export function judgeCondition(expression: Expression, trials: readonly Situation[], confidence: number): Judgement {
  if (expression.type === 'window') {
    const inside = trials.map((situation) => ({ ...situation, window: expression.name }));
    return judgeCondition(expression.of, inside, confidence);
  }
  if (expression.type === 'within') return judgeTolerance(expression, trials, confidence);
  if (expression.type === 'unary' && expression.operator === 'not') {
    const { verdict, observed } = judgeCondition(expression.operand, trials, confidence);
    return { verdict: negated(verdict), observed };
  }
  if (expression.type !== 'binary') return { verdict: 'vacuous', observed: 'this is no condition' };
  if (expression.operator !== 'and' && expression.operator !== 'or') return judgeOrder(expression, trials, confidence);
  const left = judgeCondition(expression.left, trials, confidence);
  const right = judgeCondition(expression.right, trials, confidence);
  const join = expression.operator === 'and' ? both : either;
  return { verdict: join(left.verdict, right.verdict), observed: `${left.observed} ${expression.operator} ${right.observed}` };
}

function judgeOrder({ operator, left, right }: BinaryNode, trials: readonly Situation[], confidence: number): Judgement {
  const sides = sidesOf(left, right, trials);
  const verdict = judgeComparison(operator, sides, confidence);
  const texts = sideTexts(left, right, sides, trials[0]!, confidence);
  return { verdict, observed: `${texts.left} ${relation(operator, verdict === 'fail')} ${texts.right}` };
}

function judgeTolerance({ left, tolerance, right }: WithinNode, trials: readonly Situation[], confidence: number): Judgement {
  const sides = sidesOf(left, right, trials);
  const allowed = evaluate(tolerance, trials[0]!);
  const verdict = judgeWithin(allowed, sides, confidence);
  const texts = sideTexts(left, right, sides, trials[0]!, confidence);
  const off = mean(sides.map((side) => Math.abs(side.left - side.right) / Math.abs(side.right)));
  const apart = Number.isNaN(off) ? '' : `, ${figure(off, 'ratio', 2)} apart`;
  return { verdict, observed: `${texts.left} against ${texts.right}${apart}` };
}

function sidesOf(left: Expression, right: Expression, trials: readonly Situation[]): Sides[] {
  return trials.map((situation) => ({ left: evaluate(left, situation), right: evaluate(right, situation) }));
}

function sideTexts(left: Expression, right: Expression, sides: readonly Sides[], situation: Situation, confidence: number) {
  const unit = unitOfSides(left, right, situation);
  const digits = digitsFor(sides, unit);
  const text = (side: Expression, values: readonly number[]) => sideText(side, values, unit, confidence, digits);
  return {
    left: text(
      left,
      sides.map((side) => side.left),
    ),
    right: text(
      right,
      sides.map((side) => side.right),
    ),
  };
}

/** Plain numbers are shown as the metrics among them are: shares in percent, counts in full. */
function unitOfSides(left: Expression, right: Expression, situation: Situation): Unit {
  // A plain 0 may stand beside anything, so the other side tells what is measured.
  const telling = left.type === 'number' ? right : left;
  const dimension = dimensionOf(telling, (node) => dimensionOfUnit(situation.resolve(node).unit));
  const unit = unitOfDimension(dimension) ?? 'number';
  if (unit !== 'number') return unit;
  const metrics = [left, right].flatMap(everyPart).filter((part) => part.type === 'metric');
  const units = new Set(metrics.map((node) => situation.resolve(node).unit));
  return units.size === 1 ? [...units][0]! : 'number';
}

function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
