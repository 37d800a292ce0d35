import { Histogram } from './histogram.js';
import type { Timeline } from './timeline.js';

/** One histogram per segment of the timeline, made when the first value arrives in it. */
export class SegmentedHistogram {
  readonly #timeline: Timeline;
  readonly #segments: (Histogram | undefined)[];

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#segments = Array.from({ length: timeline.segmentEdges.length }, () => undefined);
  }

  /** Into the present segment. */
  record(value: number): void {
    this.recordIn(this.#timeline.segment, value);
  }

  /** Into the segment in which the request was due. */
  recordIn(segment: number, value: number): void {
    const histogram = this.#segments[segment] ?? this.#open(segment);
    histogram.record(value);
  }

  /** What was recorded in segments [from, to), merged; empty when nothing was. */
  between(from: number, to: number): Histogram {
    const merged = new Histogram();
    for (let segment = from; segment < to; segment++) {
      const part = this.#segments[segment];
      if (part !== undefined) merged.merge(part);
    }
    return merged;
  }

  #open(segment: number): Histogram {
    const histogram = new Histogram();
    this.#segments[segment] = histogram;
    return histogram;
  }
}
