import type { ArmResult, SubjectResult } from '../../metrics/run-result.js';

/** A metric to compare; a heading where it has no path. */
export interface ComparisonRow {
  readonly label: string;
  readonly path: string | null;
}

/** Label and metric; shown where an arm has it. */
const WORKLOAD_METRICS = [
  ['throughput', 'throughput'],
  ['succeeded', 'availability'],
  ['stale answers', 'stale-ratio'],
  ['latency mean', 'latency.mean'],
  ['latency p50', 'latency.p50'],
  ['latency p99', 'latency.p99'],
] as const;
const OPERATION_METRICS = [['latency p99', 'latency.p99']] as const;
const NODE_METRICS = [
  ['hit ratio', 'hit-ratio'],
  ['stale ratio', 'stale-ratio'],
  ['utilization', 'utilization'],
  ['queue, mean', 'queue-length.mean'],
  ['waiting, mean', 'waiting.mean'],
  ['imbalance', 'imbalance'],
] as const;
/** All these at zero in every arm say nothing. */
const QUIET_AT_ZERO = new Set(['stale-ratio', 'queue-length.mean', 'waiting.mean', 'utilization']);
const QUIET_AT_ONE = new Set(['availability', 'imbalance']);

/** What the arms are compared in: a heading for each workload and node that any of them has. */
export function comparisonRows(arms: readonly ArmResult[]): ComparisonRow[] {
  const subjects = new Map<string, SubjectResult>();
  for (const arm of arms)
    for (const subject of arm.subjects) if (!subjects.has(subject.name)) subjects.set(subject.name, subject);
  return [...subjects.values()].toSorted(workloadsFirst).flatMap((subject) => {
    const rows = [
      ...metricRows(subject.name, '', subject.kind === 'workload' ? WORKLOAD_METRICS : NODE_METRICS, arms),
      ...(subject.operations.length < 2
        ? []
        : subject.operations.flatMap((operation) => operationRows(subject, operation, arms))),
    ];
    return rows.length === 0 ? [] : [{ label: subject.name, path: null }, ...rows];
  });
}

function workloadsFirst(left: SubjectResult, right: SubjectResult): number {
  return Number(right.kind === 'workload') - Number(left.kind === 'workload');
}

function operationRows(subject: SubjectResult, operation: string, arms: readonly ArmResult[]): ComparisonRow[] {
  return metricRows(`${subject.name}[${operation}]`, `${operation} `, OPERATION_METRICS, arms);
}

function metricRows(
  subject: string,
  prefix: string,
  metrics: readonly (readonly [label: string, metric: string])[],
  arms: readonly ArmResult[],
): ComparisonRow[] {
  return metrics
    .filter(([, metric]) => saysSomething(metric, `${subject}.${metric}`, arms))
    .map(([label, metric]) => ({ label: `  ${prefix}${label}`, path: `${subject}.${metric}` }));
}

function saysSomething(metric: string, path: string, arms: readonly ArmResult[]): boolean {
  const values = arms.flatMap((arm) => arm.metrics[path]?.value ?? []);
  if (values.length === 0) return false;
  if (QUIET_AT_ZERO.has(metric)) return values.some((value) => value !== 0);
  if (QUIET_AT_ONE.has(metric)) return values.some((value) => value !== 1);
  return true;
}
