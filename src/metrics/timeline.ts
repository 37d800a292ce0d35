import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';

/**
 * The instants at which measuring is cut: the edges of every window that an expectation or the report asks for, and of
 * the buckets of the series. Counters and levels are read off at each edge; histograms change over at window edges only.
 * Shared by all recorders of one run; the engine calls `cross` before the first event at or after `nextEdge`.
 */
export class Timeline {
  readonly edges: readonly Nanoseconds[];
  /** Segment i lies between segmentEdges[i] and segmentEdges[i + 1]; a window is a run of whole segments. */
  readonly segmentEdges: readonly Nanoseconds[];
  /** Number of the present segment; after the end of the run it is `segmentEdges.length - 1`, which no window holds. */
  segment = 0;
  /** Number of the present bucket of the series; after the end it is `bucketCount`. */
  bucket = 0;
  /** Number of edges crossed so far. */
  crossed = 0;
  nextEdge: Nanoseconds = ZERO;
  readonly #listeners: Array<(at: Nanoseconds, edge: number) => void> = [];

  constructor(
    readonly end: Nanoseconds,
    windowEdges: readonly Nanoseconds[],
    readonly bucketWidth: Nanoseconds,
    readonly bucketCount: number,
  ) {
    const inside = windowEdges.filter((at) => at > 0 && at < end);
    this.segmentEdges = sortedUnique([0, ...inside, end]);
    const buckets = Array.from({ length: bucketCount }, (_, index) => (index + 1) * bucketWidth).filter((at) => at <= end);
    this.edges = sortedUnique([...this.segmentEdges.slice(1), ...buckets, end]);
    this.nextEdge = this.edges[0] ?? Number.POSITIVE_INFINITY;
  }

  /** Called with each edge's number as it is crossed. */
  onEdge(listener: (at: Nanoseconds, edge: number) => void): void {
    this.#listeners.push(listener);
  }

  /** Crosses every edge up to and including `now`. */
  cross(now: Nanoseconds): void {
    while (this.nextEdge <= now) {
      const at = this.nextEdge;
      for (const listener of this.#listeners) listener(at, this.crossed);
      this.crossed++;
      while (this.segment < this.segmentEdges.length - 1 && this.segmentEdges[this.segment + 1]! <= at) this.segment++;
      // A small integer for the virtual machine too: a quotient would be kept, and used as an index, as a double.
      this.bucket = at >= this.end ? this.bucketCount : Math.floor(at / this.bucketWidth) | 0;
      this.nextEdge = this.edges[this.crossed] ?? Number.POSITIVE_INFINITY;
    }
  }

  /** The run ends here, before its time: every edge that was still to come is read off now. */
  cut(now: Nanoseconds): void {
    while (this.crossed < this.edges.length) {
      for (const listener of this.#listeners) listener(Math.min(now, this.nextEdge), this.crossed);
      this.crossed++;
      this.nextEdge = this.edges[this.crossed] ?? Number.POSITIVE_INFINITY;
    }
  }

  /** The number of the edge at this instant; -1 for the start of the run. */
  edgeAt(at: Nanoseconds): number {
    return at <= 0 ? -1 : this.edges.indexOf(at);
  }
}

function sortedUnique(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}
