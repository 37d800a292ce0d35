import { assert } from '../../core/assert.js';
import { grown } from './grown.js';

/** Slots by priority, the least first; of equal ones the one that was set the longest time ago. */
export class SlotHeap {
  length = 0;
  #heap = new Int32Array(64);
  #places = new Int32Array(64);
  #priorities = new Float64Array(64);
  #settings = new Float64Array(64);
  #setting = 0;

  /** -1 where it is empty. */
  least(): number {
    return this.length === 0 ? -1 : this.#heap[0]!;
  }

  priority(slot: number): number {
    return this.#priorities[slot]!;
  }

  add(slot: number, priority: number): void {
    if (slot >= this.#places.length) this.#grow(slot);
    this.#priorities[slot] = priority;
    this.#settings[slot] = this.#setting++;
    this.#rise(this.length++, slot);
  }

  set(slot: number, priority: number): void {
    this.#priorities[slot] = priority;
    this.#settings[slot] = this.#setting++;
    this.#settle(this.#places[slot]!, slot);
  }

  remove(slot: number): void {
    const last = this.#heap[--this.length]!;
    if (last !== slot) this.#settle(this.#places[slot]!, last);
  }

  check(): void {
    for (let place = 0; place < this.length; place++) {
      const slot = this.#heap[place]!;
      assert(this.#places[slot] === place, 'an entry is in the wrong place of its heap');
      assert(place === 0 || !this.#before(slot, this.#heap[(place - 1) >> 1]!), 'a heap of entries is out of order');
    }
  }

  #settle(place: number, slot: number): void {
    if (place > 0 && this.#before(slot, this.#heap[(place - 1) >> 1]!)) this.#rise(place, slot);
    else this.#sink(place, slot);
  }

  #rise(from: number, slot: number): void {
    let place = from;
    while (place > 0) {
      const parent = this.#heap[(place - 1) >> 1]!;
      if (!this.#before(slot, parent)) break;
      this.#put(place, parent);
      place = (place - 1) >> 1;
    }
    this.#put(place, slot);
  }

  #sink(from: number, slot: number): void {
    let place = from;
    for (let child = place * 2 + 1; child < this.length; child = place * 2 + 1) {
      if (child + 1 < this.length && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      const lesser = this.#heap[child]!;
      if (!this.#before(lesser, slot)) break;
      this.#put(place, lesser);
      place = child;
    }
    this.#put(place, slot);
  }

  #put(place: number, slot: number): void {
    this.#heap[place] = slot;
    this.#places[slot] = place;
  }

  #before(slot: number, other: number): boolean {
    const own = this.#priorities[slot]!;
    const its = this.#priorities[other]!;
    return own < its || (own === its && this.#settings[slot]! < this.#settings[other]!);
  }

  #grow(slot: number): void {
    this.#heap = grown(this.#heap, slot + 1);
    this.#places = grown(this.#places, slot + 1);
    this.#priorities = grown(this.#priorities, slot + 1);
    this.#settings = grown(this.#settings, slot + 1);
  }
}
