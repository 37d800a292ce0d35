import type { Histogram } from './histogram.js';
import { IndexedHistogram } from './indexed-histogram.js';
import type { Timeline } from './timeline.js';

/** One histogram per segment of the timeline. */
export class SegmentedHistogram {
  readonly #timeline: Timeline;
  readonly #segments: IndexedHistogram;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#segments = new IndexedHistogram(timeline.segmentEdges.length);
  }

  /** Into the present segment. Throws InvariantError for anything but an integer in [0, 2^53). */
  record(value: number): void {
    this.#segments.recordIn(this.#timeline.segment, value);
  }

  /** What was recorded in segments [from, to), merged; empty when nothing was. */
  between(from: number, to: number): Histogram {
    return this.#segments.between(from, to);
  }
}
