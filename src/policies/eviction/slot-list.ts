const NONE = -1;

/** A doubly linked list of slots in typed arrays that grow with the largest slot. */
export class SlotList {
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #first = NONE;
  #last = NONE;

  /** -1 when the list is empty. */
  first(): number {
    return this.#first;
  }

  append(slot: number): void {
    if (slot >= this.#next.length) this.#grow(slot);
    this.#previous[slot] = this.#last;
    this.#next[slot] = NONE;
    if (this.#last === NONE) this.#first = slot;
    else this.#next[this.#last] = slot;
    this.#last = slot;
  }

  remove(slot: number): void {
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (previous === NONE) this.#first = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last = previous;
    else this.#previous[next] = previous;
  }

  moveToEnd(slot: number): void {
    if (slot === this.#last) return;
    this.remove(slot);
    this.append(slot);
  }

  #grow(slot: number): void {
    const length = Math.max(this.#next.length * 2, slot + 1);
    const next = new Int32Array(length);
    const previous = new Int32Array(length);
    next.set(this.#next);
    previous.set(this.#previous);
    this.#next = next;
    this.#previous = previous;
  }
}
