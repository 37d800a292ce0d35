import type { Key } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import { Counter } from './counter.js';
import { type Clock, Level } from './level.js';
import { Occupancy } from './occupancy.js';
import { RequestTally } from './request-tally.js';
import { SegmentedHistogram } from './segmented-histogram.js';
import type { Timeline } from './timeline.js';
import type { Truth } from './truth.js';

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

  constructor(
    readonly timeline: Timeline,
    readonly truth: Truth,
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
    for (const counter of this.counters.values()) counter.readOff(edge);
    for (const level of this.levels.values()) level.readOff(edge, at);
    for (const occupancy of this.occupancies.values()) occupancy.readOff(edge, at);
    for (const tally of this.tallies.values()) tally.completions.readOff(edge);
  }
}

function open<Handle>(handles: Map<string, Handle>, metric: string, make: () => Handle): Handle {
  let handle = handles.get(metric);
  if (handle === undefined) {
    handle = make();
    handles.set(metric, handle);
  }
  return handle;
}
