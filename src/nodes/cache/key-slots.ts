import type { Key } from '../../core/ids.js';

const EMPTY = -1;

/** Which slot a key is in: open addressing over two typed arrays, at most half full. */
export class KeySlots {
  size = 0;
  #keys = new Float64Array(64).fill(EMPTY);
  #slots = new Int32Array(64);
  #mask = 63;

  /** -1 where the key is not there. */
  get(key: Key): number {
    let index = this.#home(key);
    while (this.#keys[index] !== EMPTY) {
      if (this.#keys[index] === key) return this.#slots[index]!;
      index = (index + 1) & this.#mask;
    }
    return -1;
  }

  /** The key must not be there yet. */
  add(key: Key, slot: number): void {
    if (this.size * 2 >= this.#keys.length) this.#grow();
    this.#place(key, slot);
    this.size++;
  }

  /** The key must be there. Those that were pushed aside by it move back, so that no search ends too early. */
  remove(key: Key): void {
    let hole = this.#home(key);
    while (this.#keys[hole] !== key) hole = (hole + 1) & this.#mask;
    for (let index = (hole + 1) & this.#mask; this.#keys[index] !== EMPTY; index = (index + 1) & this.#mask) {
      const displaced = (index - this.#home(this.#keys[index]!)) & this.#mask;
      if (displaced < ((index - hole) & this.#mask)) continue;
      this.#keys[hole] = this.#keys[index]!;
      this.#slots[hole] = this.#slots[index]!;
      hole = index;
    }
    this.#keys[hole] = EMPTY;
    this.size--;
  }

  /** In no order that may reach a result. */
  forEach(visit: (key: Key) => void): void {
    for (const key of this.#keys) if (key !== EMPTY) visit(key);
  }

  #home(key: Key): number {
    const mixed = Math.imul(key ^ (key >>> 16), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  #place(key: Key, slot: number): void {
    let index = this.#home(key);
    while (this.#keys[index] !== EMPTY) index = (index + 1) & this.#mask;
    this.#keys[index] = key;
    this.#slots[index] = slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const slots = this.#slots;
    this.#keys = new Float64Array(keys.length * 2).fill(EMPTY);
    this.#slots = new Int32Array(keys.length * 2);
    this.#mask = this.#keys.length - 1;
    for (let index = 0; index < keys.length; index++) {
      if (keys[index] !== EMPTY) this.#place(keys[index]!, slots[index]!);
    }
  }
}
