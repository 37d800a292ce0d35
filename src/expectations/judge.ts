import { InvariantError } from '../core/assert.js';
import type { Expression, MetricNode } from '../language/expression/expression.js';
import type { ArmResult, ExpectationResult } from '../metrics/run-result.js';
import { both } from './compare.js';
import type { DeclaredArm } from './declared-arm.js';
import type { Situation } from './evaluate.js';
import { judgeCondition, type Judgement } from './judge-condition.js';
import { resolveMetric, type ResolvedMetric } from './resolve-metric.js';
import { everyPart, partsOf } from './walk.js';

/** An expectation that was checked against the declarations. */
export interface Expectation {
  /** As written. */
  readonly text: string;
  readonly expression: Expression;
}

export interface JudgeOptions {
  /** In the order of the scenario. */
  readonly declared: readonly DeclaredArm[];
  /** Of the intervals over trials, such as 0.95. */
  readonly confidence: number;
  readonly interrupted: boolean;
}

/** Figures of at most so many arms and instances are shown. */
const SHOWN = 4;

/** Judges one expectation over the arms of every trial. */
export function judge(
  { text, expression }: Expectation,
  trials: readonly (readonly ArmResult[])[],
  { declared, confidence, interrupted }: JudgeOptions,
): ExpectationResult {
  const judged = viewpoints(expression, declared).map((viewpoint) => {
    const situations = trials.map((arms) => situationOf(viewpoint, arms, declared));
    return { label: viewpoint.label, ...judgeCondition(expression, situations, confidence) };
  });
  const verdict = judged.map((one) => one.verdict).reduce(both, 'pass');
  return { text, verdict: interrupted && verdict !== 'vacuous' ? 'unknown' : verdict, observed: observedText(judged, verdict) };
}

/** One arm, with one choice of instance for every `*`, from which an expectation has to hold. */
interface Viewpoint {
  readonly label: string;
  readonly arm: DeclaredArm;
  readonly instances: ReadonlyMap<string, string>;
}

function viewpoints(expression: Expression, declared: readonly DeclaredArm[]): Viewpoint[] {
  const metrics = everyPart(expression).filter((part) => part.type === 'metric');
  const resolved = metrics.map((node) => mustResolve(node, declared[0]!, declared));
  // With an arm in every path there is one thing to judge; without, one for each arm.
  const free = resolved.some((metric) => metric.arm === null);
  // By name, so that the text does not depend on the order in which the arms were written.
  const arms = free ? declared.toSorted((left, right) => (left.name < right.name ? -1 : 1)) : declared.slice(0, 1);
  return arms.flatMap((arm) => {
    const name = free && arms.length > 1 ? [arm.name] : [];
    return choicesOf(expression, arm, declared).map((instances) => ({
      label: [...name, ...instances.values()].join(' '),
      arm,
      instances,
    }));
  });
}

/** Every way to choose an instance for each `*` that does not stand inside sum, min or max. */
function choicesOf(expression: Expression, arm: DeclaredArm, declared: readonly DeclaredArm[]): ReadonlyMap<string, string>[] {
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  for (const node of metricsOutsideFunctions(expression)) {
    const { wildcard, subjects } = mustResolve(node, arm, declared);
    if (wildcard === null || choices[0]!.has(wildcard)) continue;
    const instances = subjects.map((subject) => subject.replace(/\[.*$/, ''));
    choices = choices.flatMap((choice) => instances.map((instance) => new Map(choice).set(wildcard, instance)));
  }
  return choices;
}

function metricsOutsideFunctions(expression: Expression): MetricNode[] {
  if (expression.type === 'metric') return [expression];
  return expression.type === 'function' ? [] : partsOf(expression).flatMap(metricsOutsideFunctions);
}

function situationOf({ arm, instances }: Viewpoint, arms: readonly ArmResult[], declared: readonly DeclaredArm[]): Situation {
  const result = arms.find(({ name }) => name === arm.name)!;
  return { arms, arm: result, instances, window: null, resolve: (node) => mustResolve(node, arm, declared) };
}

function mustResolve(node: MetricNode, arm: DeclaredArm, declared: readonly DeclaredArm[]): ResolvedMetric {
  const resolved = resolveMetric(node, arm, declared);
  if ('message' in resolved) throw new InvariantError(`an expectation was not checked: ${resolved.message}`);
  return resolved;
}

/** Those that decided the verdict come first; the rest is only counted where there are many. */
function observedText(
  judged: readonly ({ readonly label: string } & Judgement)[],
  verdict: ExpectationResult['verdict'],
): string {
  const decisive = judged.filter((one) => one.verdict === verdict);
  const others = judged.filter((one) => one.verdict !== verdict);
  const ordered = judged.length > SHOWN ? [...decisive, ...others] : judged;
  const shown = ordered.slice(0, SHOWN).map(({ label, observed }) => (label === '' ? observed : `${label}: ${observed}`));
  return ordered.length > SHOWN ? `${shown.join('; ')}; and ${ordered.length - SHOWN} more` : shown.join('; ');
}
