import type { Key } from '../../core/ids.js';

const EMPTY = 0;
const HIGH_WORD = 4_294_967_296;

/** Which slot a key is in. */
export interface KeyIndex {
  readonly size: number;
  /** -1 where the key is not there. */
  get(key: Key): number;
  /** The key must not be there yet. */
  add(key: Key, slot: number): void;
  /** The key must be there. */
  remove(key: Key): void;
  /** In no order that may reach a result. */
  forEach(visit: (key: Key) => void): void;
}

/** `keyCount` says that keys are numbered from 0 and there are no more than that; null that nobody knows. */
export function createKeyIndex(keyCount: number | null): KeyIndex {
  return keyCount === null ? new KeySlots() : new NumberedKeySlots(keyCount);
}

/** A place for each key that there can be. */
class NumberedKeySlots implements KeyIndex {
  size = 0;
  /** One more than the slot; EMPTY where there is none. */
  readonly #slots: Int32Array;

  constructor(keyCount: number) {
    this.#slots = new Int32Array(keyCount);
  }

  get(key: Key): number {
    return this.#slots[key]! - 1;
  }

  add(key: Key, slot: number): void {
    this.#slots[key] = slot + 1;
    this.size++;
  }

  remove(key: Key): void {
    this.#slots[key] = EMPTY;
    this.size--;
  }

  forEach(visit: (key: Key) => void): void {
    for (const [key, place] of this.#slots.entries()) if (place !== EMPTY) visit(key);
  }
}

/** Open addressing over two typed arrays, at most half full. Keys are whole numbers, also negative ones. */
export class KeySlots implements KeyIndex {
  size = 0;
  #keys = new Float64Array(64);
  /** One more than the slot; EMPTY where there is none. */
  #slots = new Int32Array(64);
  #mask = 63;

  get(key: Key): number {
    let index = this.#home(key);
    while (this.#slots[index] !== EMPTY) {
      if (this.#keys[index] === key) return this.#slots[index]! - 1;
      index = (index + 1) & this.#mask;
    }
    return -1;
  }

  add(key: Key, slot: number): void {
    if (this.size * 2 >= this.#keys.length) this.#grow();
    this.#place(key, slot + 1);
    this.size++;
  }

  /** Those that were pushed aside by it move back, so that no search ends too early. */
  remove(key: Key): void {
    let hole = this.#home(key);
    while (this.#slots[hole] === EMPTY || this.#keys[hole] !== key) hole = (hole + 1) & this.#mask;
    for (let index = (hole + 1) & this.#mask; this.#slots[index] !== EMPTY; index = (index + 1) & this.#mask) {
      const displaced = (index - this.#home(this.#keys[index]!)) & this.#mask;
      if (displaced < ((index - hole) & this.#mask)) continue;
      this.#keys[hole] = this.#keys[index]!;
      this.#slots[hole] = this.#slots[index]!;
      hole = index;
    }
    this.#slots[hole] = EMPTY;
    this.size--;
  }

  forEach(visit: (key: Key) => void): void {
    for (let index = 0; index < this.#slots.length; index++) {
      if (this.#slots[index] !== EMPTY) visit(this.#keys[index]!);
    }
  }

  #home(key: Key): number {
    // Above 32 bits the operators see the low word only.
    const high = key >= HIGH_WORD ? Math.imul(key / HIGH_WORD, 0x85ebca6b) : 0;
    const mixed = Math.imul(key ^ (key >>> 16) ^ high, 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  #place(key: Key, place: number): void {
    let index = this.#home(key);
    while (this.#slots[index] !== EMPTY) index = (index + 1) & this.#mask;
    this.#keys[index] = key;
    this.#slots[index] = place;
  }

  #grow(): void {
    const keys = this.#keys;
    const slots = this.#slots;
    this.#keys = new Float64Array(keys.length * 2);
    this.#slots = new Int32Array(keys.length * 2);
    this.#mask = this.#keys.length - 1;
    for (let index = 0; index < keys.length; index++) {
      if (slots[index] !== EMPTY) this.#place(keys[index]!, slots[index]!);
    }
  }
}
