import type { NodeId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Timeline } from '../metrics/timeline.js';

/** What knows for how long requests have been with each node. */
export interface StaySource {
  /** By NodeId; those that go on are included only up to the last `readOff`. */
  readonly stays: Float64Array;
  /** Brings `stays` up to an edge of the timeline. */
  readOff(edge: Nanoseconds): void;
}

/** How long requests were with each node, between the edges of the timeline: measured by the engine from the requests themselves. */
export class Stays {
  readonly #atEdges: Float64Array[];

  constructor(timeline: Timeline, source: StaySource) {
    this.#atEdges = timeline.edges.map(() => new Float64Array(0));
    timeline.onEdge((at, edge) => {
      source.readOff(at);
      this.#atEdges[edge] = Float64Array.from(source.stays);
    });
  }

  /** Between two edges; -1 is the start of the run. */
  between(self: NodeId, from: number, to: number): Nanoseconds {
    return this.#atEdges[to]![self]! - (from < 0 ? 0 : this.#atEdges[from]![self]!);
  }
}
