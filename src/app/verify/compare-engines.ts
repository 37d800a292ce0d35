import type { EngineName } from '../../core/definition.js';
import { MILLISECOND } from '../../core/time.js';
import type { Unit } from '../../metrics/declaration.js';
import type { ArmResult, SubjectResult } from '../../metrics/run-result.js';
import type { AgreementVerdict, VerifyArm, VerifyRow } from '../../metrics/verify-result.js';
import { subjectsOf } from '../../scenario/checks/check-agreement.js';
import type { AgreementBound } from '../../scenario/scenario.js';

/** One arm, as each engine ran it; nothing of an engine that could not. */
export interface RunsOfArm {
  readonly virtual: readonly ArmResult[];
  readonly live: readonly ArmResult[];
  readonly theory: ArmResult;
  /** Why there is less of the live engine than there should be. */
  readonly findings: readonly string[];
}

/** What is shown of each kind of subject, whether or not it is bounded. */
const OF_WORKLOADS = ['latency.mean', 'latency.p50', 'latency.p95', 'latency.p99', 'throughput', 'errors.ratio'];
const OF_NODES = ['hit-ratio', 'utilization', 'waiting.mean', 'imbalance'];

/** Puts the engines side by side; the virtual one is what the others are measured by. */
export function compareEngines(runs: RunsOfArm, bounds: readonly AgreementBound[]): VerifyArm {
  const { theory } = runs;
  const valid = runs.live.filter(({ machine }) => machine?.valid !== false);
  // With half of the runs and more the median is one that can be believed.
  const live = valid.length * 2 >= Math.max(1, runs.live.length) ? valid : [];
  const figures = { virtual: runs.virtual, live, theory: [theory] };
  const rows = metricsOf(theory.subjects, bounds).flatMap(({ metric, bound }) => rowOf(metric, bound, figures) ?? []);
  return {
    name: theory.name,
    settings: theory.settings,
    validRuns: valid.length,
    findings: [...runs.findings, ...invalidRuns(runs.live.length, valid.length), ...machineFindings(runs.live)],
    rows,
    theory: theory.theory ?? { forms: [], broken: [] },
  };
}

export function verdictOf(arms: readonly VerifyArm[]): AgreementVerdict {
  const verdicts = new Set(arms.flatMap(({ rows }) => rows.flatMap((row) => [row.verdicts.live, row.verdicts.theory])));
  if (verdicts.has('fail')) return 'fail';
  return verdicts.has('unknown') ? 'unknown' : 'pass';
}

interface AskedMetric {
  readonly metric: string;
  readonly bound: AgreementBound | null;
}

/** Every path that is shown or bounded, once; of several bounds the most specific. */
function metricsOf(subjects: readonly SubjectResult[], bounds: readonly AgreementBound[]): AskedMetric[] {
  const found = new Map<string, AgreementBound | null>();
  for (const { name, kind } of subjects) {
    for (const metric of kind === 'workload' ? OF_WORKLOADS : OF_NODES) found.set(`${name}.${metric}`, null);
  }
  const general = (bound: AgreementBound): number =>
    subjectsOf(bound.metric, subjects).among.length === subjects.length ? 0 : 1;
  for (const bound of bounds.toSorted((left, right) => general(left) - general(right))) {
    const { among, operation, metric } = subjectsOf(bound.metric, subjects);
    for (const { name } of among) found.set(`${name}${operation === null ? '' : `[${operation}]`}.${metric}`, bound);
  }
  return [...found].map(([metric, bound]) => ({ metric, bound }));
}

/** undefined where no engine has ever heard of it, and nobody asked. */
function rowOf(
  metric: string,
  bound: AgreementBound | null,
  runs: Readonly<Record<EngineName, readonly ArmResult[]>>,
): VerifyRow | undefined {
  const unit = unitOf(metric, runs);
  if (unit === undefined) return undefined;
  const [virtual, live, theory] = [median(metric, runs.virtual), median(metric, runs.live), median(metric, runs.theory)];
  const judged = bound !== null && virtual !== null;
  return {
    metric,
    unit,
    figures: { virtual, live, theory },
    errors: { live: apart(live, virtual), theory: apart(theory, virtual), liveFromTheory: apart(live, theory) },
    bound: bound?.text ?? null,
    verdicts: {
      // What theory does not say is no disagreement; a live run that did not come about leaves the question open.
      live: judged ? verdict(live, virtual, unit, bound) : null,
      theory: judged && theory !== null ? verdict(theory, virtual, unit, bound) : null,
    },
  };
}

function verdict(value: number | null, reference: number, unit: Unit, bound: AgreementBound): AgreementVerdict {
  if (value === null) return 'unknown';
  const difference = Math.abs(value - reference);
  const allowed = [bound.share * Math.abs(reference)];
  if (unit === 'ratio') allowed.push(bound.points);
  if (unit === 'ms') allowed.push(bound.duration / MILLISECOND);
  // Rounded figures that lie on the bound are within it.
  return difference <= Math.max(...allowed) * (1 + 1e-9) ? 'pass' : 'fail';
}

function unitOf(metric: string, runs: Readonly<Record<EngineName, readonly ArmResult[]>>): Unit | undefined {
  return [...runs.virtual, ...runs.live, ...runs.theory].flatMap(({ metrics }) => metrics[metric] ?? [])[0]?.unit;
}

function median(metric: string, arms: readonly ArmResult[]): number | null {
  const values = arms.flatMap(({ metrics }) => metrics[metric]?.value ?? []).toSorted((left, right) => left - right);
  if (values.length === 0) return null;
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

function apart(value: number | null, reference: number | null): number | null {
  if (value === null || reference === null) return null;
  if (value === reference) return 0;
  return reference === 0 ? null : (value - reference) / Math.abs(reference);
}

function invalidRuns(runs: number, valid: number): string[] {
  if (valid === runs) return [];
  const enough = valid * 2 >= runs ? 'the median is that of the others' : 'so nothing is said of it';
  return [`In ${runs - valid} of ${runs} live runs requests left late: these show the machine, not the system; ${enough}.`];
}

/** Of the runs that cannot be believed: what the machine had to do with it, each once. */
function machineFindings(live: readonly ArmResult[]): string[] {
  return [...new Set(live.flatMap(({ machine }) => (machine?.valid === false ? machine.findings.slice(0, 1) : [])))].slice(0, 2);
}
