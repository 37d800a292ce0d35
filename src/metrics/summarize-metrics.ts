import { MILLISECOND } from '../core/time.js';
import { STATISTICS, type MetricDeclaration, type ScalarMetric, type Statistic, type Unit } from './declaration.js';
import type { Histogram } from './histogram.js';
import type { Recorder } from './recorder.js';
import type { Totals } from './request-tally.js';
import type { MetricTable, MetricValue } from './run-result.js';
import { rounded } from './summarize-rounding.js';
import { RecordedView } from './summarize-view.js';
import type { MeasuredWindow } from './summarize-window.js';

/** A workload or node with what it recorded and what can be made of it. */
export interface Subject {
  readonly name: string;
  /** A node kind, or `workload`. */
  readonly kind: string;
  readonly metrics: readonly MetricDeclaration[];
  readonly instances: readonly { readonly name: string; readonly recorder: Recorder }[];
}

const QUANTILES: readonly (readonly [Statistic, number])[] = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p999', 0.999],
];

/** Every metric of every subject in one window; of each instance and of each operation too, where there are several. */
export function metricTable(subjects: readonly Subject[], window: MeasuredWindow): MetricTable {
  const table: Record<string, MetricValue> = {};
  for (const subject of subjects) {
    const recorders = subject.instances.map((instance) => instance.recorder);
    addMetrics(table, subject.name, subject, new RecordedView(recorders, window));
    if (subject.instances.length > 1) {
      for (const { name, recorder } of subject.instances) addMetrics(table, name, subject, new RecordedView([recorder], window));
    }
    for (const operation of operationsOf(subject)) {
      addMetrics(table, `${subject.name}[${operation}]`, subject, new RecordedView(recorders, window, operation));
    }
  }
  return table;
}

/** The operations of a workload, sorted. */
export function operationsOf(subject: Subject): string[] {
  return [...new Set(subject.instances.flatMap(({ recorder }) => [...recorder.tallies.keys()]))].toSorted();
}

function addMetrics(table: Record<string, MetricValue>, path: string, subject: Subject, view: RecordedView): void {
  for (const metric of subject.metrics) {
    if (metric.type === 'distribution') addStatistics(table, `${path}.${metric.name}`, metric.unit, metric.histogram(view));
    else addScalar(table, path, metric, view);
  }
  if (subject.kind === 'workload') addStatuses(table, path, view.requests());
}

/** Of the statuses that are declared most never occur; expectations know an absent one as zero. */
function addScalar(table: Record<string, MetricValue>, path: string, metric: ScalarMetric, view: RecordedView): void {
  const value = metric.value(view);
  if (value === 0 && metric.name.startsWith('status-')) return;
  add(table, `${path}.${metric.name}`, metric.unit, value);
}

function addStatistics(table: Record<string, MetricValue>, path: string, unit: Unit, histogram: Histogram): void {
  if (histogram.count === 0) return;
  const scale = unit === 'ms' ? MILLISECOND : 1;
  add(table, `${path}.${STATISTICS[0]}`, unit, histogram.mean() / scale);
  for (const [statistic, share] of QUANTILES) add(table, `${path}.${statistic}`, unit, histogram.quantile(share) / scale);
  add(table, `${path}.max`, unit, histogram.max / scale);
}

function addStatuses(table: Record<string, MetricValue>, path: string, requests: Totals): void {
  for (const [status, count] of [...requests.statuses].toSorted(([left], [right]) => left - right)) {
    const name = `${path}.status-${status}`;
    add(table, `${name}.count`, 'count', count);
    add(table, `${name}.ratio`, 'ratio', count / requests.finished());
  }
}

function add(table: Record<string, MetricValue>, path: string, unit: Unit, value: number | undefined): void {
  if (value !== undefined && Number.isFinite(value)) table[path] = { value: rounded(value), unit };
}
