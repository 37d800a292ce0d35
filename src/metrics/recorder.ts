import type { Key } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import { Counter, type CounterData } from './counter.js';
import type { IndexedHistogramData } from './indexed-histogram.js';
import { type Clock, Level, type LevelData } from './level.js';
import { Occupancy, type OccupancyData } from './occupancy.js';
import { RequestTally, type RequestTallyData } from './request-tally.js';
import type { RunTruth } from './run-truth.js';
import { SegmentedHistogram } from './segmented-histogram.js';
import type { Timeline } from './timeline.js';
import { VisitTimes } from './visit-times.js';

/** A Recorder as plain data, which can be sent to another thread: what each name stands for, in the order of their making. */
export interface RecorderData {
  readonly counters: ReadonlyMap<string, CounterData>;
  readonly levels: ReadonlyMap<string, LevelData>;
  readonly occupancies: ReadonlyMap<string, OccupancyData>;
  readonly histograms: ReadonlyMap<string, IndexedHistogramData>;
  readonly tallies: ReadonlyMap<string, RequestTallyData>;
}

/**
 * What one instance records. Handles are made at construction of the node and keep counting over its restarts, since the
 * same name gives the same handle; recording is an addition to a field.
 */
export class Recorder {
  readonly counters = new Map<string, Counter>();
  readonly levels = new Map<string, Level>();
  readonly occupancies = new Map<string, Occupancy>();
  readonly histograms = new Map<string, SegmentedHistogram>();
  readonly tallies = new Map<string, RequestTally>();
  #visits: VisitTimes | null = null;

  constructor(
    readonly timeline: Timeline,
    readonly truth: RunTruth,
    readonly clock: Clock,
  ) {
    timeline.onEdge((at, edge) => this.#readOff(at, edge));
  }

  counter(metric: string): Counter {
    return open(this.counters, metric, () => new Counter(this.timeline.edges.length));
  }

  level(metric: string): Level {
    return open(this.levels, metric, () => new Level(this.timeline.edges.length, this.clock));
  }

  /** Who is in a place, held against Little's law in every run. */
  occupancy(metric: string): Occupancy {
    return open(this.occupancies, metric, () => new Occupancy(this.timeline.edges.length, this.clock));
  }

  histogram(metric: string): SegmentedHistogram {
    return open(this.histograms, metric, () => new SegmentedHistogram(this.timeline));
  }

  /** The times of visits; waiting for a worker and for a core only where there can be any. */
  visits(waiting: boolean, coreWaiting: boolean): VisitTimes {
    const sojourn = this.histogram('sojourn');
    return (this.#visits ??= new VisitTimes({
      sojourn,
      waiting: waiting ? this.histogram('waiting') : null,
      coreWaiting: coreWaiting ? this.histogram('core-waiting') : null,
      service: waiting || coreWaiting ? this.histogram('service') : null,
    }));
  }

  /** The requests of one operation of a workload. */
  tally(operation: string): RequestTally {
    return open(this.tallies, operation, () => new RequestTally(this.timeline));
  }

  /** Acknowledged: the truth from now on. */
  written(key: Key, version: number): void {
    this.truth.written(key, version, this.clock.now);
  }

  /** For how long this version had been out of date, where that began before the request was due; 0 for a fresh read. */
  staleness(key: Key, version: number, due: Nanoseconds): Nanoseconds {
    const since = this.truth.supersededAt(key, version);
    return since <= due ? this.clock.now - since : 0;
  }

  /** The host has crashed: whoever was in the instance is lost, and nothing goes on in it. */
  lose(): void {
    const inside = this.occupancies.get('present') ?? this.occupancies.get('in-flight');
    if (inside !== undefined) this.counter('lost').add(inside.present);
    for (const occupancy of this.occupancies.values()) occupancy.clear();
    for (const level of this.levels.values()) level.set(0);
  }

  #readOff(at: Nanoseconds, edge: number): void {
    this.#visits?.settle();
    for (const counter of this.counters.values()) counter.readOff(edge);
    for (const level of this.levels.values()) level.readOff(edge, at);
    for (const occupancy of this.occupancies.values()) occupancy.readOff(edge, at);
    for (const tally of this.tallies.values()) tally.completions.readOff(edge);
  }

  /**
   * Adds what another recorder of the same instance has recorded, when all edges of both have been read off: a host whose
   * thread was started again has two, of which the first lost whoever was inside and was cut at its death.
   */
  merge(other: Recorder): void {
    for (const [metric, counter] of other.counters) this.counter(metric).merge(counter);
    for (const [metric, level] of other.levels) this.level(metric).merge(level);
    for (const [metric, occupancy] of other.occupancies) this.occupancy(metric).merge(occupancy);
    for (const [metric, histogram] of other.histograms) this.histogram(metric).merge(histogram);
    for (const [operation, tally] of other.tallies) this.tally(operation).merge(tally);
  }

  /** Everything that was recorded; nothing of it is a copy, but postMessage copies. */
  toData(): RecorderData {
    return {
      counters: mapped(this.counters, (counter) => counter.toData()),
      levels: mapped(this.levels, (level) => level.toData()),
      occupancies: mapped(this.occupancies, (occupancy) => occupancy.toData()),
      histograms: mapped(this.histograms, (histogram) => histogram.toData()),
      tallies: mapped(this.tallies, (tally) => tally.toData()),
    };
  }

  /** `timeline` has the edges of the one under which the data was recorded. */
  static fromData(data: RecorderData, timeline: Timeline, truth: RunTruth, clock: Clock): Recorder {
    const recorder = new Recorder(timeline, truth, clock);
    for (const [metric, counter] of data.counters) recorder.counters.set(metric, Counter.fromData(counter));
    for (const [metric, level] of data.levels) recorder.levels.set(metric, Level.fromData(level, clock));
    for (const [metric, occupancy] of data.occupancies) {
      recorder.occupancies.set(metric, Occupancy.fromData(occupancy, clock));
    }
    for (const [metric, histogram] of data.histograms) {
      recorder.histograms.set(metric, SegmentedHistogram.fromData(histogram, timeline));
    }
    for (const [operation, tally] of data.tallies) recorder.tallies.set(operation, RequestTally.fromData(tally, timeline));
    return recorder;
  }
}

function mapped<From, To>(handles: ReadonlyMap<string, From>, convert: (handle: From) => To): Map<string, To> {
  const converted = new Map<string, To>();
  for (const [metric, handle] of handles) converted.set(metric, convert(handle));
  return converted;
}

function open<Handle>(handles: Map<string, Handle>, metric: string, make: () => Handle): Handle {
  let handle = handles.get(metric);
  if (handle === undefined) {
    handle = make();
    handles.set(metric, handle);
  }
  return handle;
}
