import { assert } from '../../core/assert.js';
import { grown } from './grown.js';

const NONE = -1;

/**
 * Several lists of weighed slots, numbered from 0, of which a slot is in at most one. They share their arrays, so that a
 * slot's links stand in one place whichever list it is in.
 */
export class Segments {
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #weights = new Float64Array(64);
  #segments = new Uint8Array(64);
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #lengths: Int32Array;
  readonly #totals: Float64Array;

  constructor(count: number) {
    this.#first = new Int32Array(count).fill(NONE);
    this.#last = new Int32Array(count).fill(NONE);
    this.#lengths = new Int32Array(count);
    this.#totals = new Float64Array(count);
  }

  /** -1 where the list is empty. */
  first(segment: number): number {
    return this.#first[segment]!;
  }

  /** How many slots are in it. */
  length(segment: number): number {
    return this.#lengths[segment]!;
  }

  /** What the slots in it weigh together. */
  weight(segment: number): number {
    return this.#totals[segment]!;
  }

  /** The list that a slot is in. */
  segmentOf(slot: number): number {
    return this.#segments[slot]!;
  }

  weightOf(slot: number): number {
    return this.#weights[slot]!;
  }

  /** At the end of a list; the slot is in none. */
  append(segment: number, slot: number, weight: number): void {
    if (slot >= this.#next.length) this.#grow(slot);
    this.#weights[slot] = weight;
    this.#link(segment, slot);
  }

  /** To the end of a list, its own or another. */
  move(slot: number, segment: number): void {
    if (this.#last[segment] === slot) return;
    this.#unlink(slot);
    this.#link(segment, slot);
  }

  remove(slot: number): void {
    this.#unlink(slot);
  }

  reweigh(slot: number, weight: number): void {
    const segment = this.#segments[slot]!;
    this.#totals[segment] = this.#totals[segment]! + weight - this.#weights[slot]!;
    this.#weights[slot] = weight;
  }

  /** Throws InvariantError where lengths, weights or links disagree. */
  check(): void {
    for (let segment = 0; segment < this.#first.length; segment++) this.#checkList(segment);
  }

  #checkList(segment: number): void {
    let length = 0;
    let weight = 0;
    let previous = NONE;
    for (let slot = this.#first[segment]!; slot !== NONE; slot = this.#next[slot]!) {
      assert(this.#segments[slot] === segment && this.#previous[slot] === previous, 'an entry is in the wrong list');
      previous = slot;
      weight += this.#weights[slot]!;
      length++;
      assert(length <= this.#lengths[segment]!, 'a list of entries is longer than it says');
    }
    assert(previous === this.#last[segment], 'a list of entries has lost its end');
    assert(length === this.#lengths[segment] && weight === this.#totals[segment], 'a list of entries has lost count');
  }

  #link(segment: number, slot: number): void {
    const last = this.#last[segment]!;
    this.#segments[slot] = segment;
    this.#previous[slot] = last;
    this.#next[slot] = NONE;
    if (last === NONE) this.#first[segment] = slot;
    else this.#next[last] = slot;
    this.#last[segment] = slot;
    this.#lengths[segment] = this.#lengths[segment]! + 1;
    this.#totals[segment] = this.#totals[segment]! + this.#weights[slot]!;
  }

  #unlink(slot: number): void {
    const segment = this.#segments[slot]!;
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (previous === NONE) this.#first[segment] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last[segment] = previous;
    else this.#previous[next] = previous;
    this.#lengths[segment] = this.#lengths[segment]! - 1;
    this.#totals[segment] = this.#totals[segment]! - this.#weights[slot]!;
  }

  #grow(slot: number): void {
    this.#next = grown(this.#next, slot + 1);
    this.#previous = grown(this.#previous, slot + 1);
    this.#weights = grown(this.#weights, slot + 1);
    this.#segments = grown(this.#segments, slot + 1);
  }
}
