import type { Nanoseconds } from '../core/time.js';
import type { Histogram } from './histogram.js';
import type { Totals } from './request-tally.js';

/** The unit of a metric's value in results: durations in ms, sizes in bytes, rates per second, shares as 0..1. */
export type Unit = 'ms' | 'bytes' | 'per-second' | 'bytes-per-second' | 'ratio' | 'count' | 'number';

/** What was recorded in one window by some instances of one node, added up over them. */
export interface MetricView {
  readonly duration: Nanoseconds;
  /** How many instances are looked at. */
  readonly instances: number;
  /** How much was added to a counter in the window. */
  count(counter: string): number;
  /** Each instance's own count, in the order of the instances. */
  counts(counter: string): readonly number[];
  /** The time average of a level or occupancy, summed over the instances. */
  mean(level: string): number;
  /** The largest value that a level or occupancy of any single instance had. */
  max(level: string): number;
  /** A level's value at the end of the run, summed over the instances: for what does not depend on the window. */
  final(level: string): number;
  histogram(metric: string): Histogram;
  /** Workloads only: their requests, of one operation or of all. */
  requests(): Totals;
  latency(): Histogram;
  completions(): number;
}

/** A metric that a kind offers, so that paths are checked before the run and the reference is generated. */
export type MetricDeclaration = ScalarMetric | DistributionMetric;

interface MetricBase {
  /** Without statistic: `hit-ratio`, `waiting`. */
  readonly name: string;
  readonly summary: string;
  readonly unit: Unit;
  /** Other names under which expectations may ask for it. */
  readonly aliases?: readonly string[];
}

/** One number, possibly with a statistic in its name (`queue-length.mean`). */
export interface ScalarMetric extends MetricBase {
  readonly type: 'scalar';
  /** In the unit of the declaration; undefined where there is nothing to measure (no request, no time). */
  value(view: MetricView): number | undefined;
}

/** A histogram in nanoseconds, bytes or plain numbers, from which every statistic of STATISTICS is made. */
export interface DistributionMetric extends MetricBase {
  readonly type: 'distribution';
  histogram(view: MetricView): Histogram;
}

export const STATISTICS = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;
export type Statistic = (typeof STATISTICS)[number];
