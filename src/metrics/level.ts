import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';
import { addTo, raiseTo } from './add-to.js';

/** The time of a run; a field and not a method, because it is read at every event. */
export interface Clock {
  readonly now: Nanoseconds;
}

/** A Level as plain data, which can be sent to another thread. */
export interface LevelData {
  readonly value: number;
  readonly integral: number;
  readonly since: Nanoseconds;
  readonly max: number;
  readonly integralAtEdges: Float64Array;
  readonly maxBeforeEdge: Float64Array;
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

  /** Adds what another level was at the same time, when all edges of both have been read off; of maxima, the larger one. */
  merge(other: Level): void {
    this.value += other.value;
    this.#integral += other.#integral;
    this.#since = Math.max(this.#since, other.#since);
    this.#max = Math.max(this.#max, other.#max);
    addTo(this.#integralAtEdges, other.#integralAtEdges);
    raiseTo(this.#maxBeforeEdge, other.#maxBeforeEdge);
  }

  toData(): LevelData {
    return {
      value: this.value,
      integral: this.#integral,
      since: this.#since,
      max: this.#max,
      integralAtEdges: this.#integralAtEdges,
      maxBeforeEdge: this.#maxBeforeEdge,
    };
  }

  static fromData(data: LevelData, clock: Clock): Level {
    const level = new Level(data.integralAtEdges.length, clock);
    level.value = data.value;
    level.#integral = data.integral;
    level.#since = data.since;
    level.#max = data.max;
    level.#integralAtEdges.set(data.integralAtEdges);
    level.#maxBeforeEdge.set(data.maxBeforeEdge);
    return level;
  }
}
