import { meanInterval } from '../statistics/mean-interval.js';
import type { ArmResult, MetricTable, MetricValue, Series } from './run-result.js';
import { worstMachine } from './summarize-machine.js';
import { warningsOf } from './summarize-warnings.js';
import { rounded } from './summarize-rounding.js';

/** Several trials of one arm as one: every figure is the mean over the trials that have it, with its confidence interval. */
export function mergeTrials(trials: readonly ArmResult[], confidence: number): ArmResult {
  const first = trials[0]!;
  if (trials.length === 1) return first;
  const windows = Object.keys(first.windows).map((name) => {
    return [
      name,
      mergeTables(
        trials.map((trial) => trial.windows[name] ?? {}),
        confidence,
      ),
    ] as const;
  });
  const metrics = mergeTables(
    trials.map((trial) => trial.metrics),
    confidence,
  );
  const machine = worstMachine(trials.flatMap((trial) => trial.machine ?? []));
  return {
    ...first,
    metrics,
    windows: Object.fromEntries(windows),
    series: first.series.map((series, index) => mergeSeries(trials.map((trial) => trial.series[index] ?? series))),
    warnings: warningsOf(first.subjects, metrics, null),
    ...(machine === undefined ? {} : { machine }),
  };
}

function mergeTables(tables: readonly MetricTable[], confidence: number): MetricTable {
  const paths = new Set(tables.flatMap((table) => Object.keys(table)));
  return Object.fromEntries(
    [...paths].map((path) => [
      path,
      mergeValues(
        tables.flatMap((table) => table[path] ?? []),
        confidence,
      ),
    ]),
  );
}

function mergeValues(values: readonly MetricValue[], confidence: number): MetricValue {
  const { unit } = values[0]!;
  const { mean, low, high } = meanInterval(
    values.map((value) => value.value),
    confidence,
  );
  if (values.length < 2) return { value: rounded(mean), unit };
  return { value: rounded(mean), unit, low: rounded(low), high: rounded(high) };
}

function mergeSeries(series: readonly Series[]): Series {
  const first = series[0]!;
  return { ...first, values: first.values.map((_, bucket) => meanOf(series.flatMap((one) => one.values[bucket] ?? []))) };
}

function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return rounded(sum / values.length);
}
