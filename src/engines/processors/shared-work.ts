import type { Nanoseconds } from '../../core/time.js';

const FIRST_LENGTH = 16;
const ABSENT = -1;

/** The work that shares a processor, by the kernel's slots: a binary heap by when each piece is done, and then by when it came. */
export class SharedWork {
  size = 0;
  #heap = new Int32Array(FIRST_LENGTH);
  #arrivals = 0;
  /** By slot, where it is in the heap. */
  #position = new Int32Array(FIRST_LENGTH).fill(ABSENT);
  #tag = new Float64Array(FIRST_LENGTH);
  #order = new Float64Array(FIRST_LENGTH);
  #began = new Float64Array(FIRST_LENGTH);
  #occupied = new Float64Array(FIRST_LENGTH);

  /** `tag` is the virtual time at which it is done; it began at `began`, when whoever was present had occupied a core for `occupied`. */
  add(slot: number, tag: number, began: Nanoseconds, occupied: Nanoseconds): void {
    this.#makeRoom(slot);
    this.#tag[slot] = tag;
    this.#order[slot] = this.#arrivals++;
    this.#began[slot] = began;
    this.#occupied[slot] = occupied;
    this.#rise(this.size++, slot);
  }

  /** The slot of the piece that is done first. */
  first(): number {
    return this.#heap[0]!;
  }

  tagOf(slot: number): number {
    return this.#tag[slot]!;
  }

  beganOf(slot: number): Nanoseconds {
    return this.#began[slot]!;
  }

  occupiedOf(slot: number): Nanoseconds {
    return this.#occupied[slot]!;
  }

  has(slot: number): boolean {
    return slot < this.#position.length && this.#position[slot] !== ABSENT;
  }

  remove(slot: number): void {
    const hole = this.#position[slot]!;
    this.#position[slot] = ABSENT;
    const last = this.#heap[--this.size]!;
    if (last === slot) return;
    const parent = (hole - 1) >> 1;
    if (hole > 0 && this.#isBefore(last, this.#heap[parent]!)) this.#rise(hole, last);
    else this.#sink(hole, last);
  }

  clear(): void {
    for (let at = 0; at < this.size; at++) this.#position[this.#heap[at]!] = ABSENT;
    this.size = 0;
  }

  #isBefore(left: number, right: number): boolean {
    const earlier = this.#tag[left]! - this.#tag[right]!;
    return earlier < 0 || (earlier === 0 && this.#order[left]! < this.#order[right]!);
  }

  #put(at: number, slot: number): void {
    this.#heap[at] = slot;
    this.#position[slot] = at;
  }

  #rise(from: number, slot: number): void {
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#isBefore(slot, this.#heap[parent]!)) break;
      this.#put(hole, this.#heap[parent]!);
      hole = parent;
    }
    this.#put(hole, slot);
  }

  #sink(from: number, slot: number): void {
    let hole = from;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.#isBefore(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      if (!this.#isBefore(this.#heap[child]!, slot)) break;
      this.#put(hole, this.#heap[child]!);
      hole = child;
    }
    this.#put(hole, slot);
  }

  #makeRoom(slot: number): void {
    if (this.size === this.#heap.length) this.#heap = enlarged(this.#heap, new Int32Array(this.size * 2));
    const length = this.#position.length;
    if (slot < length) return;
    const longer = Math.max(length * 2, slot + 1);
    this.#position = enlarged(this.#position, new Int32Array(longer).fill(ABSENT));
    this.#tag = enlarged(this.#tag, new Float64Array(longer));
    this.#order = enlarged(this.#order, new Float64Array(longer));
    this.#began = enlarged(this.#began, new Float64Array(longer));
    this.#occupied = enlarged(this.#occupied, new Float64Array(longer));
  }
}

function enlarged<A extends { set(source: A): void }>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
