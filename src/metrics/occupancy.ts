import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';
import type { Clock } from './level.js';

/**
 * Who is in a place, counted in two ways that must agree in every window (Little's law): the integral of the number
 * present, and the sum of each visitor's own stay, clipped to the window. Neither is computed from the other.
 */
export class Occupancy {
  present = 0;
  #integral = ZERO;
  #since = ZERO;
  #max = 0;
  /** Stays that are over, clipped to segments as they ran. */
  #stays = ZERO;
  /** Sum of the entry instants of all who are present, each no earlier than the last edge. */
  #entries = ZERO;
  #edge = ZERO;
  readonly #clock: Clock;
  readonly #integralAtEdges: Float64Array;
  readonly #staysAtEdges: Float64Array;
  readonly #maxBeforeEdge: Float64Array;

  constructor(edges: number, clock: Clock) {
    this.#clock = clock;
    this.#integralAtEdges = new Float64Array(edges);
    this.#staysAtEdges = new Float64Array(edges);
    this.#maxBeforeEdge = new Float64Array(edges);
  }

  enter(): void {
    const now = this.#clock.now;
    this.#integral += this.present * (now - this.#since);
    this.#since = now;
    this.present++;
    this.#entries += now - this.#edge;
    if (this.present > this.#max) this.#max = this.present;
  }

  /** `entered` is the instant at which this visitor entered. */
  leave(entered: Nanoseconds): void {
    const now = this.#clock.now;
    this.#integral += this.present * (now - this.#since);
    this.#since = now;
    this.present--;
    const counted = entered > this.#edge ? entered : this.#edge;
    this.#stays += now - counted;
    this.#entries -= counted - this.#edge;
    // When nobody is left, nothing may be left of their entries: what is, came from a wrong `entered`, and must not even itself out.
    if (this.present === 0) this.#entries = 0;
  }

  /** Everybody leaves at once: the host has crashed. */
  clear(): void {
    const now = this.#clock.now;
    this.#integral += this.present * (now - this.#since);
    this.#since = now;
    this.#stays += this.present * (now - this.#edge) - this.#entries;
    this.present = 0;
    this.#entries = 0;
  }

  readOff(edge: number, at: Nanoseconds): void {
    this.#stays += this.present * (at - this.#edge) - this.#entries;
    this.#entries = 0;
    this.#edge = at;
    this.#staysAtEdges[edge] = this.#stays;
    this.#integralAtEdges[edge] = this.#integral + this.present * (at - this.#since);
    this.#maxBeforeEdge[edge] = this.#max;
    this.#max = this.present;
  }

  /** The integral of the number present between two edges, in nanoseconds; -1 is the start of the run. */
  between(from: number, to: number): Nanoseconds {
    return this.#integralAtEdges[to]! - (from < 0 ? 0 : this.#integralAtEdges[from]!);
  }

  /** The sum of all stays between two edges, each clipped to them, in nanoseconds. */
  staysBetween(from: number, to: number): Nanoseconds {
    return this.#staysAtEdges[to]! - (from < 0 ? 0 : this.#staysAtEdges[from]!);
  }

  maxBetween(from: number, to: number): number {
    let largest = 0;
    for (let edge = from + 1; edge <= to; edge++) largest = Math.max(largest, this.#maxBeforeEdge[edge]!);
    return largest;
  }
}
