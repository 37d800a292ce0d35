import type { Histogram } from './histogram.js';
import { IndexedHistogram, type IndexedHistogramData } from './indexed-histogram.js';
import type { Timeline } from './timeline.js';

/** One histogram per segment of the timeline. */
export class SegmentedHistogram {
  readonly #timeline: Timeline;
  readonly #segments: IndexedHistogram;

  constructor(timeline: Timeline, segments = new IndexedHistogram(timeline.segmentEdges.length)) {
    this.#timeline = timeline;
    this.#segments = segments;
  }

  /** Into the present segment. Throws InvariantError for anything but an integer in [0, 2^53). */
  record(value: number): void {
    this.#segments.recordIn(this.#timeline.segment, value);
  }

  /** The first so many of these integers in [0, 2^53), into the present segment. Throws InvariantError for anything else. */
  recordAll(values: Float64Array, count: number): void {
    this.#segments.recordAllIn(this.#timeline.segment, values, count);
  }

  /** What was recorded in segments [from, to), merged; empty when nothing was. */
  between(from: number, to: number): Histogram {
    return this.#segments.between(from, to);
  }

  /** Adds all that another one over the same segments has recorded. */
  merge(other: SegmentedHistogram): void {
    this.#segments.merge(other.#segments);
  }

  toData(): IndexedHistogramData {
    return this.#segments.toData();
  }

  static fromData(data: IndexedHistogramData, timeline: Timeline): SegmentedHistogram {
    return new SegmentedHistogram(timeline, IndexedHistogram.fromData(data));
  }
}
