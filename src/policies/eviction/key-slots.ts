import type { Key } from '../../core/ids.js';

const EMPTY = 0;
const HIGH_WORD = 4_294_967_296;

/** Which slot a key is in: open addressing over two typed arrays, at most half full. Keys are whole numbers, also negative ones. */
export class KeySlots {
  size = 0;
  #keys = new Float64Array(64);
  /** One more than the slot; EMPTY where there is none. */
  #slots = new Int32Array(64);
  #mask = 63;

  /** -1 where the key is not there. */
  get(key: Key): number {
    let index = this.#home(key);
    while (this.#slots[index] !== EMPTY) {
      if (this.#keys[index] === key) return this.#slots[index]! - 1;
      index = (index + 1) & this.#mask;
    }
    return -1;
  }

  /** The key must not be there yet. */
  add(key: Key, slot: number): void {
    if (this.size * 2 >= this.#keys.length) this.#grow();
    this.#place(key, slot + 1);
    this.size++;
  }

  /** The key must be there. Those that were pushed aside by it move back, so that no search ends too early. */
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

  /** In no order that may reach a result. */
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
