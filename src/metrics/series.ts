import { MILLISECOND, SECOND, type Nanoseconds } from '../core/time.js';
import type { Unit } from './declaration.js';
import { Histogram } from './histogram.js';
import type { Recorder } from './recorder.js';
import { type RequestTally, SERIES_BITS } from './request-tally.js';
import type { Series } from './run-result.js';
import type { Subject } from './summarize-metrics.js';
import { milliseconds, rounded } from './summarize-rounding.js';
import type { Timeline } from './timeline.js';

/** What a workload's series are called, in the order of the report; expectations may ask how these recover. */
export const WORKLOAD_SERIES = [
  'requests',
  'throughput',
  'errors.count',
  'availability',
  'latency.mean',
  'latency.p50',
  'latency.p99',
] as const;
export const NODE_SERIES = ['queue-length', 'utilization'] as const;

/** Every subject's figures over time, from the start of the run to its end. */
export function seriesOf(subjects: readonly Subject[], timeline: Timeline, endedAt: Nanoseconds): Series[] {
  return subjects.flatMap((subject) => {
    const recorders = subject.instances.map((instance) => instance.recorder);
    const buckets = new Buckets(timeline, endedAt);
    return subject.kind === 'workload'
      ? workloadSeries(subject.name, recorders, buckets)
      : nodeSeries(subject.name, recorders, buckets);
  });
}

class Buckets {
  readonly width: number;
  readonly #numbers: readonly number[];
  readonly #timeline: Timeline;

  constructor(
    timeline: Timeline,
    private readonly endedAt: Nanoseconds,
  ) {
    this.#timeline = timeline;
    this.width = milliseconds(timeline.bucketWidth);
    this.#numbers = Array.from({ length: timeline.bucketCount }, (_, bucket) => bucket);
  }

  /** null in buckets that an interrupted run never finished, and where there is nothing to measure. */
  series(
    name: string,
    unit: Unit,
    value: (bucket: number, from: number, to: number, width: Nanoseconds) => number | null,
  ): Series {
    const { bucketWidth, end } = this.#timeline;
    const values = this.#numbers.map((bucket) => {
      const from = bucket * bucketWidth;
      const to = Math.min(from + bucketWidth, end);
      if (to <= from || to > this.endedAt) return null;
      const measured = value(bucket, this.#timeline.edgeAt(from), this.#timeline.edgeAt(to), to - from);
      return measured === null || !Number.isFinite(measured) ? null : rounded(measured);
    });
    return { name, unit, width: this.width, values };
  }
}

function workloadSeries(name: string, recorders: readonly Recorder[], buckets: Buckets): Series[] {
  const tallies = recorders.flatMap((recorder) => [...recorder.tallies.values()]);
  const issued = (bucket: number) => sum(tallies, (tally) => tally.issuedInBucket[bucket]!);
  const errors = (bucket: number) => sum(tallies, (tally) => tally.errorsInBucket[bucket]!);
  const latencies = new Map<number, Histogram>();
  const latency = (bucket: number) => {
    const known = latencies.get(bucket) ?? latencyIn(tallies, bucket);
    latencies.set(bucket, known);
    return known;
  };
  return [
    buckets.series(`${name}.requests`, 'count', issued),
    buckets.series(
      `${name}.throughput`,
      'per-second',
      (_, from, to, width) => (sum(tallies, (tally) => tally.completions.between(from, to)) * SECOND) / width,
    ),
    buckets.series(`${name}.errors.count`, 'count', errors),
    buckets.series(`${name}.availability`, 'ratio', (bucket) => {
      const succeeded = latency(bucket).count;
      return succeeded / (succeeded + errors(bucket));
    }),
    buckets.series(`${name}.latency.mean`, 'ms', (bucket) => latency(bucket).mean() / MILLISECOND),
    buckets.series(`${name}.latency.p50`, 'ms', (bucket) => latency(bucket).quantile(0.5) / MILLISECOND),
    buckets.series(`${name}.latency.p99`, 'ms', (bucket) => latency(bucket).quantile(0.99) / MILLISECOND),
  ];
}

function latencyIn(tallies: readonly RequestTally[], bucket: number): Histogram {
  const whole = new Histogram(SERIES_BITS);
  for (const tally of tallies) whole.merge(tally.latencyInBucket.between(bucket, bucket + 1));
  return whole;
}

function nodeSeries(name: string, recorders: readonly Recorder[], buckets: Buckets): Series[] {
  const series: Series[] = [];
  const queues = recorders.flatMap((recorder) => recorder.occupancies.get('queue') ?? []);
  if (queues.length > 0) {
    series.push(
      buckets.series(
        `${name}.queue-length`,
        'number',
        (_, from, to, width) => sum(queues, (queue) => queue.between(from, to)) / width,
      ),
    );
  }
  const busy = recorders.flatMap((recorder) => recorder.levels.get('busy') ?? []);
  const workers = recorders.flatMap((recorder) => recorder.levels.get('workers') ?? []);
  if (busy.length > 0 && workers.length === busy.length) {
    series.push(
      buckets.series(`${name}.utilization`, 'ratio', (_, from, to) => {
        return sum(busy, (level) => level.between(from, to)) / sum(workers, (level) => level.between(from, to));
      }),
    );
  }
  return series;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}
