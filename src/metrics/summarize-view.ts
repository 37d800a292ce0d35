import type { MetricView } from './declaration.js';
import { Histogram } from './histogram.js';
import type { Recorder } from './recorder.js';
import { Totals, type RequestTally } from './request-tally.js';
import type { MeasuredWindow } from './summarize-window.js';

/** What some instances of one subject recorded in one window; of one operation where a workload's is asked for. */
export class RecordedView implements MetricView {
  readonly duration: number;
  readonly instances: number;

  constructor(
    private readonly recorders: readonly Recorder[],
    private readonly window: MeasuredWindow,
    private readonly operation: string | null = null,
  ) {
    this.duration = window.to - window.from;
    this.instances = recorders.length;
  }

  count(counter: string): number {
    return sum(this.counts(counter));
  }

  counts(counter: string): readonly number[] {
    const { fromEdge, toEdge } = this.window;
    return this.recorders.map((recorder) => recorder.counters.get(counter)?.between(fromEdge, toEdge) ?? 0);
  }

  mean(level: string): number {
    const { fromEdge, toEdge } = this.window;
    return sum(this.recorders.map((recorder) => held(recorder, level)?.between(fromEdge, toEdge) ?? 0)) / this.duration;
  }

  max(level: string): number {
    const { fromEdge, toEdge } = this.window;
    return Math.max(0, ...this.recorders.map((recorder) => held(recorder, level)?.maxBetween(fromEdge, toEdge) ?? 0));
  }

  final(level: string): number {
    return sum(
      this.recorders.map((recorder) => recorder.levels.get(level)?.value ?? recorder.occupancies.get(level)?.present ?? 0),
    );
  }

  histogram(metric: string): Histogram {
    return merged(
      this.recorders.flatMap((recorder) => recorder.histograms.get(metric) ?? []),
      this.window,
    );
  }

  requests(): Totals {
    const totals = new Totals();
    for (const tally of this.#tallies()) totals.add(tally.between(this.window.fromSegment, this.window.toSegment));
    return totals;
  }

  latency(): Histogram {
    return merged(
      this.#tallies().map((tally) => tally.latency),
      this.window,
    );
  }

  completions(): number {
    const { fromEdge, toEdge } = this.window;
    return sum(this.#tallies().map((tally) => tally.completions.between(fromEdge, toEdge)));
  }

  #tallies(): RequestTally[] {
    return this.recorders.flatMap((recorder) =>
      this.operation === null ? [...recorder.tallies.values()] : (recorder.tallies.get(this.operation) ?? []),
    );
  }
}

function held(recorder: Recorder, name: string) {
  return recorder.levels.get(name) ?? recorder.occupancies.get(name);
}

function merged(parts: readonly { between(from: number, to: number): Histogram }[], window: MeasuredWindow): Histogram {
  if (parts.length === 1) return parts[0]!.between(window.fromSegment, window.toSegment);
  const whole = new Histogram();
  for (const part of parts) whole.merge(part.between(window.fromSegment, window.toSegment));
  return whole;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
