import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';
import { addTo, raiseTo } from './add-to.js';
import type { Clock } from './level.js';

/** An Occupancy as plain data, which can be sent to another thread. */
export interface OccupancyData {
  readonly present: number;
  readonly integral: number;
  readonly since: Nanoseconds;
  readonly max: number;
  readonly stays: number;
  readonly entries: number;
  readonly edge: Nanoseconds;
  readonly integralAtEdges: Float64Array;
  readonly staysAtEdges: Float64Array;
  readonly maxBeforeEdge: Float64Array;
}

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

  /** Adds who was in another place at the same time, when all edges of both have been read off; of maxima, the larger one. */
  merge(other: Occupancy): void {
    this.present += other.present;
    this.#integral += other.#integral;
    this.#since = Math.max(this.#since, other.#since);
    this.#max = Math.max(this.#max, other.#max);
    this.#stays += other.#stays;
    this.#entries += other.#entries;
    this.#edge = Math.max(this.#edge, other.#edge);
    addTo(this.#integralAtEdges, other.#integralAtEdges);
    addTo(this.#staysAtEdges, other.#staysAtEdges);
    raiseTo(this.#maxBeforeEdge, other.#maxBeforeEdge);
  }

  toData(): OccupancyData {
    return {
      present: this.present,
      integral: this.#integral,
      since: this.#since,
      max: this.#max,
      stays: this.#stays,
      entries: this.#entries,
      edge: this.#edge,
      integralAtEdges: this.#integralAtEdges,
      staysAtEdges: this.#staysAtEdges,
      maxBeforeEdge: this.#maxBeforeEdge,
    };
  }

  static fromData(data: OccupancyData, clock: Clock): Occupancy {
    const occupancy = new Occupancy(data.integralAtEdges.length, clock);
    occupancy.present = data.present;
    occupancy.#integral = data.integral;
    occupancy.#since = data.since;
    occupancy.#max = data.max;
    occupancy.#stays = data.stays;
    occupancy.#entries = data.entries;
    occupancy.#edge = data.edge;
    occupancy.#integralAtEdges.set(data.integralAtEdges);
    occupancy.#staysAtEdges.set(data.staysAtEdges);
    occupancy.#maxBeforeEdge.set(data.maxBeforeEdge);
    return occupancy;
  }
}
