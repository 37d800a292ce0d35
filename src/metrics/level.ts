import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';

/** The time of a run; a field and not a method, because it is read at every event. */
export interface Clock {
  readonly now: Nanoseconds;
}

/** A quantity that holds between events, such as the length of a queue; integrated over time. */
export class Level {
  value = 0;
  #integral = ZERO;
  #since = ZERO;
  #max = 0;
  readonly #clock: Clock;
  readonly #integralAtEdges: Float64Array;
  /** The largest value between an edge and the one before it. */
  readonly #maxBeforeEdge: Float64Array;

  constructor(edges: number, clock: Clock) {
    this.#clock = clock;
    this.#integralAtEdges = new Float64Array(edges);
    this.#maxBeforeEdge = new Float64Array(edges);
  }

  set(value: number): void {
    const now = this.#clock.now;
    this.#integral += this.value * (now - this.#since);
    this.#since = now;
    this.value = value;
    if (value > this.#max) this.#max = value;
  }

  readOff(edge: number, at: Nanoseconds): void {
    this.#integralAtEdges[edge] = this.#integral + this.value * (at - this.#since);
    this.#maxBeforeEdge[edge] = this.#max;
    this.#max = this.value;
  }

  /** The time integral between two edges, in units times nanoseconds; -1 is the start of the run. */
  between(from: number, to: number): number {
    return this.#integralAtEdges[to]! - (from < 0 ? 0 : this.#integralAtEdges[from]!);
  }

  /** The largest value between two edges. */
  maxBetween(from: number, to: number): number {
    let largest = 0;
    for (let edge = from + 1; edge <= to; edge++) largest = Math.max(largest, this.#maxBeforeEdge[edge]!);
    return largest;
  }
}
