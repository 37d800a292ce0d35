import type { BinaryOperator, Expression, MetricNode } from '../language/expression/expression.js';
import type { ArmResult } from '../metrics/run-result.js';
import { toBase } from './base-units.js';
import { recoveryTime } from './recovery-time.js';
import type { ResolvedMetric } from './resolve-metric.js';

/** One trial, seen from one arm, with one choice of instance for every `*`. */
export interface Situation {
  readonly arms: readonly ArmResult[];
  readonly arm: ArmResult;
  /** The instance that a wildcard stands for at present: `api/*` is `api/2`. */
  readonly instances: ReadonlyMap<string, string>;
  readonly window: string | null;
  resolve(node: MetricNode): ResolvedMetric;
}

/** The value of an expression in base units; NaN where something in it was not measured. */
export function evaluate(expression: Expression, situation: Situation): number {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'metric':
      return metricValue(expression, situation);
    case 'unary': {
      const operand = evaluate(expression.operand, situation);
      return expression.operator === '-' ? -operand : 1 - operand;
    }
    case 'binary':
      return combine(expression.operator, evaluate(expression.left, situation), evaluate(expression.right, situation));
    case 'function':
      return aggregate(
        expression.name,
        expression.arguments.flatMap((argument) => valuesOf(argument, situation)),
      );
    case 'window':
      return evaluate(expression.of, { ...situation, window: expression.name });
    case 'recovery':
      return recovery(expression.of, expression.action, expression.share, situation);
    case 'within':
    case 'variable':
    case 'name':
    case 'distribution':
      return Number.NaN;
  }
}

/** The arm that a metric is taken from: the one it names, or the one being looked at. */
function homeOf(resolved: ResolvedMetric, situation: Situation): ArmResult {
  return situation.arms.find((arm) => arm.name === resolved.arm) ?? situation.arm;
}

function metricValue(node: MetricNode, situation: Situation): number {
  const resolved = situation.resolve(node);
  const chosen = resolved.wildcard === null ? undefined : situation.instances.get(resolved.wildcard);
  const subject = resolved.subjects.find((one) => withoutOperation(one) === chosen) ?? resolved.subjects[0]!;
  return valueAt(subject, resolved, situation);
}

/** Where a `*` stands inside sum, min or max it means all instances at once. */
function valuesOf(expression: Expression, situation: Situation): number[] {
  if (expression.type === 'window') return valuesOf(expression.of, { ...situation, window: expression.name });
  if (expression.type !== 'metric') return [evaluate(expression, situation)];
  const resolved = situation.resolve(expression);
  return resolved.subjects.map((subject) => valueAt(subject, resolved, situation));
}

function valueAt(subject: string, resolved: ResolvedMetric, situation: Situation): number {
  const arm = homeOf(resolved, situation);
  const table = situation.window === null ? arm.metrics : arm.windows[situation.window];
  const metric = table?.[`${subject}.${resolved.metric}`];
  if (metric !== undefined) return toBase(metric.value, metric.unit);
  const measured = (table?.[`${subject}.requests`]?.value ?? 0) > 0;
  return resolved.zeroWhenAbsent && measured ? 0 : Number.NaN;
}

function recovery(of: Expression, action: string, share: number, situation: Situation): number {
  if (of.type !== 'metric') return Number.NaN;
  const resolved = situation.resolve(of);
  const series = `${resolved.subjects[0]}.${resolved.metric}`;
  return toBase(recoveryTime(homeOf(resolved, situation), action, series, share), 'ms');
}

function withoutOperation(subject: string): string {
  return subject.replace(/\[.*$/, '');
}

function aggregate(name: 'sum' | 'min' | 'max', values: readonly number[]): number {
  if (name === 'sum') return values.reduce((sum, value) => sum + value, 0);
  return name === 'min' ? Math.min(...values) : Math.max(...values);
}

function combine(operator: BinaryOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return Number.NaN;
  }
}
