import { grown } from './grown.js';

const NONE = -1;

/** A doubly linked list of slots in typed arrays that grow with the largest slot. */
export class SlotList {
  length = 0;
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #first = NONE;
  #last = NONE;

  /** -1 when the list is empty. */
  first(): number {
    return this.#first;
  }

  /** The slot behind this one; -1 at the end. */
  after(slot: number): number {
    return this.#next[slot]!;
  }

  append(slot: number): void {
    if (slot >= this.#next.length) this.#grow(slot);
    this.#link(slot);
    this.length++;
  }

  remove(slot: number): void {
    this.#unlink(slot);
    this.length--;
  }

  moveToEnd(slot: number): void {
    if (slot === this.#last) return;
    this.#unlink(slot);
    this.#link(slot);
  }

  #link(slot: number): void {
    this.#previous[slot] = this.#last;
    this.#next[slot] = NONE;
    if (this.#last === NONE) this.#first = slot;
    else this.#next[this.#last] = slot;
    this.#last = slot;
  }

  #unlink(slot: number): void {
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (previous === NONE) this.#first = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last = previous;
    else this.#previous[next] = previous;
  }

  #grow(slot: number): void {
    this.#next = grown(this.#next, slot + 1);
    this.#previous = grown(this.#previous, slot + 1);
  }
}
