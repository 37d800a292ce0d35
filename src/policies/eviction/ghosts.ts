import { assert } from '../../core/assert.js';
import type { Key } from '../../core/ids.js';
import { grown } from './grown.js';
import { createKeyIndex, type KeyIndex } from './key-slots.js';
import { Segments } from './segments.js';

/** Keys that were thrown out, with what they weighed, the oldest first. Only keys: nothing of it could be served. */
export class Ghosts {
  readonly #places: KeyIndex;
  readonly #oldestFirst = new Segments(1);
  readonly #free: number[] = [];
  #keys = new Float64Array(64);
  #highest = 0;

  /** Beyond `capacity` the oldest are forgotten; `keyCount` as a policy is told it. */
  constructor(
    readonly capacity: number,
    keyCount: number | null,
  ) {
    this.#places = createKeyIndex(keyCount);
  }

  get length(): number {
    return this.#places.size;
  }

  get weight(): number {
    return this.#oldestFirst.weight(0);
  }

  has(key: Key): boolean {
    return this.#places.get(key) >= 0;
  }

  /** As the newest; a key that is there already is not again. What had no bytes counts as one here, or there would be no end of them. */
  add(key: Key, entryWeight: number): void {
    const weight = Math.max(1, entryWeight);
    if (weight > this.capacity || this.#places.get(key) >= 0) return;
    while (this.weight + weight > this.capacity) this.forgetOldest();
    const place = this.#free.pop() ?? this.#newPlace();
    this.#keys[place] = key;
    this.#places.add(key, place);
    this.#oldestFirst.append(0, place, weight);
  }

  /** False where it was not there. */
  remove(key: Key): boolean {
    const place = this.#places.get(key);
    if (place < 0) return false;
    this.#forget(place);
    return true;
  }

  /** There must be one. */
  forgetOldest(): void {
    this.#forget(this.#oldestFirst.first(0));
  }

  check(): void {
    this.#oldestFirst.check();
    assert(this.#oldestFirst.length(0) === this.length, 'a memory of evicted keys has lost count');
    assert(this.weight <= this.capacity, `a memory for ${this.capacity} evicted holds ${this.weight}`);
  }

  #forget(place: number): void {
    this.#places.remove(this.#keys[place]!);
    this.#oldestFirst.remove(place);
    this.#free.push(place);
  }

  #newPlace(): number {
    if (this.#highest === this.#keys.length) this.#keys = grown(this.#keys, this.#highest + 1);
    return this.#highest++;
  }
}
