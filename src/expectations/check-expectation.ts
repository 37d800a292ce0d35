import type { Position } from '../core/problem.js';
import { nearest } from '../core/nearest.js';
import { dimensionOf, type DimensionContext } from '../language/expression/check.js';
import type { Dimension } from '../language/expression/dimensions.js';
import type { Expression, MetricNode, RecoveryNode, WindowNode } from '../language/expression/expression.js';
import { reportTo, type ReportPart } from '../language/expression/syntax-problem.js';
import type { Reader } from '../language/reader.js';
import { NODE_SERIES, WORKLOAD_SERIES } from '../metrics/series.js';
import { dimensionOfUnit } from './base-units.js';
import type { DeclaredArm } from './declared-arm.js';
import { namedArm, resolveMetric } from './resolve-metric.js';
import { everyPart } from './walk.js';

/**
 * Reports everything that keeps an expectation from being judged: unknown arms, names, metrics and windows, in any of the
 * arms for which it stands, and dimensions that do not fit. `at` is where `text` begins. True when there was nothing.
 */
export function checkExpectation(
  text: string,
  expression: Expression,
  at: Position,
  arms: readonly DeclaredArm[],
  reader: Reader,
): boolean {
  const before = reader.problems.length;
  const checker = new ExpectationChecker(arms, reportTo(reader, at, text));
  checker.check(expression, text);
  return reader.problems.length === before;
}

class ExpectationChecker implements DimensionContext {
  /** A path is looked up once for each arm, but its mistake is told once. */
  readonly #told = new Set<string>();
  readonly #report: ReportPart;
  #arm: DeclaredArm;

  constructor(
    private readonly arms: readonly DeclaredArm[],
    report: ReportPart,
  ) {
    this.#arm = arms[0]!;
    this.#report = (at, part, message, hint) => {
      const key = `${at} ${message}`;
      if (!this.#told.has(key)) report(at, part, message, hint);
      this.#told.add(key);
    };
  }

  check(expression: Expression, text: string): void {
    for (const arm of this.arms) {
      this.#arm = arm;
      const dimension = dimensionOf(expression, this, this.#report);
      if (dimension !== undefined && dimension.type !== 'boolean') {
        this.#report(expression.at, text, 'this is a figure, not an expectation', 'compare it with something, such as < 100ms');
      }
    }
    for (const part of everyPart(expression)) if (part.type === 'window') this.#noWindowIn(part);
  }

  metric(node: MetricNode, report: ReportPart): Dimension | undefined {
    const resolved = resolveMetric(node, this.#arm, this.arms);
    if (!('message' in resolved)) return dimensionOfUnit(resolved.unit);
    report(node.at, node.text, resolved.message, resolved.hint);
    return undefined;
  }

  variable(node: { readonly at: number; readonly name: string }, report: ReportPart): boolean {
    report(
      node.at,
      `$${node.name}`,
      'an expectation has no request to ask',
      'leave out variables; parameters are written with $ too',
    );
    return false;
  }

  window(node: Expression, report: ReportPart): boolean {
    if (node.type === 'recovery') return this.#knowsAction(node.action, node, report) && this.#hasSeries(node, report);
    if (node.type !== 'window') return true;
    if (node.action !== null) return this.#knowsAction(node.action, node, report);
    if (node.from < node.to) return true;
    report(node.at, node.name, 'this window is empty', 'its end must be later than its beginning');
    return false;
  }

  #knowsAction(action: string, node: WindowNode | RecoveryNode, report: ReportPart): boolean {
    const arm = this.#homeOf(node);
    if (arm.actions.includes(action)) return true;
    const meant = nearest(action, arm.actions);
    const known = arm.actions.length === 0 ? 'declare it under faults: or changes:' : `known are ${arm.actions.join(', ')}`;
    report(
      node.actionAt,
      action,
      `there is no fault or change ${action}`,
      meant === undefined ? known : `did you mean ${meant}?`,
    );
    return false;
  }

  /** The arm whose faults a window is about: that of the metrics in it, where they name one. */
  #homeOf(node: WindowNode | RecoveryNode): DeclaredArm {
    const metrics = everyPart(node.of).filter((part) => part.type === 'metric');
    for (const metric of metrics) {
      const named = namedArm(metric, this.arms);
      if (named !== null) return named;
    }
    return this.#arm;
  }

  #hasSeries(node: RecoveryNode, report: ReportPart): boolean {
    if (node.of.type !== 'metric') {
      report(node.of.at, 'recovery-time', 'recovery-time needs a single metric', `one of ${RECOVERING.join(', ')}`);
      return false;
    }
    const resolved = resolveMetric(node.of, this.#arm, this.arms);
    if ('message' in resolved || (RECOVERING.includes(resolved.metric) && node.of.path.operation === null)) return true;
    report(node.of.at, node.of.text, 'this metric is not kept over time', `one of ${RECOVERING.join(', ')}`);
    return false;
  }

  #noWindowIn(node: WindowNode): void {
    const inner = everyPart(node.of).find((part) => part.type === 'window' || part.type === 'recovery');
    if (inner !== undefined)
      this.#report(inner.at, node.name, 'a window cannot stand inside a window', 'write one window around each metric');
  }
}

const RECOVERING: readonly string[] = [...WORKLOAD_SERIES.filter((name) => name !== 'requests'), ...NODE_SERIES];
