import type { Key } from '../../core/ids.js';

const ROWS = 4;
/** Counters of four bits. */
const MOST = 15;
const COUNTERS_PER_ENTRY = 4;
/** All counts are halved after so many uses for each entry of the cache. */
const USES_PER_ENTRY = 10;
const FEWEST_ENTRIES = 256;
/** Caches of fewer entries than that remember as many uses as this one. */
const FEWEST_FOR_AGEING = 16;
const SEEDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

/**
 * About how often each key was asked for lately: a count-min sketch with four rows of counters to 15, all halved from time to
 * time (TinyLFU's reset), and before it, where asked for, a doorkeeper: a Bloom filter that takes the first use of each key,
 * so that keys that come once fill no counters.
 */
export class FrequencySketch {
  #counters: Uint8Array;
  #doorkeeper: Uint8Array;
  readonly #keepsDoor: boolean;
  #entries = FEWEST_ENTRIES;
  #width = FEWEST_ENTRIES * COUNTERS_PER_ENTRY;
  /** The most that the cache has had. */
  #most = FEWEST_FOR_AGEING;
  #uses = 0;

  /** Begins small; see `ensure`. */
  constructor(keepsDoor: boolean) {
    this.#keepsDoor = keepsDoor;
    this.#counters = new Uint8Array(this.#width * ROWS);
    this.#doorkeeper = new Uint8Array(keepsDoor ? this.#width : 0);
  }

  /** Grows with the entries of the cache; what was counted stays. The more there are, the longer it remembers. */
  ensure(entries: number): void {
    if (entries <= this.#most) return;
    this.#most = entries;
    while (entries > this.#entries) this.#double();
  }

  add(key: Key): void {
    if (!this.#keepsDoor || this.#passes(key)) {
      const mixed = mix(key);
      for (let row = 0; row < ROWS; row++) {
        const place = this.#place(mixed, row);
        if (this.#counters[place]! < MOST) this.#counters[place] = this.#counters[place]! + 1;
      }
    }
    if (++this.#uses >= this.#most * USES_PER_ENTRY) this.#age();
  }

  /** Never less than how often it was added since then, up to 15 and the doorkeeper's one. */
  count(key: Key): number {
    const mixed = mix(key);
    let least = MOST;
    for (let row = 0; row < ROWS; row++) least = Math.min(least, this.#counters[this.#place(mixed, row)]!);
    return least + (this.#keepsDoor && this.#atDoor(mixed) ? 1 : 0);
  }

  /** A key's places are the low bits of its hashes: each counter is copied to both places that it may now stand for. */
  #double(): void {
    const counters = new Uint8Array(this.#counters.length * 2);
    for (let row = 0; row < ROWS; row++) {
      const old = this.#counters.subarray(row * this.#width, (row + 1) * this.#width);
      counters.set(old, 2 * row * this.#width);
      counters.set(old, (2 * row + 1) * this.#width);
    }
    const doorkeeper = new Uint8Array(this.#doorkeeper.length * 2);
    doorkeeper.set(this.#doorkeeper);
    doorkeeper.set(this.#doorkeeper, this.#doorkeeper.length);
    this.#counters = counters;
    this.#doorkeeper = doorkeeper;
    this.#entries *= 2;
    this.#width *= 2;
  }

  /** False for the first use since the last halving, which it takes note of. */
  #passes(key: Key): boolean {
    const mixed = mix(key);
    const known = this.#atDoor(mixed);
    if (!known) {
      for (let row = 0; row < ROWS; row++) {
        const bit = this.#bit(mixed, row);
        this.#doorkeeper[bit >>> 3] = this.#doorkeeper[bit >>> 3]! | (1 << (bit & 7));
      }
    }
    return known;
  }

  #atDoor(mixed: number): boolean {
    for (let row = 0; row < ROWS; row++) {
      const bit = this.#bit(mixed, row);
      if ((this.#doorkeeper[bit >>> 3]! & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  }

  #age(): void {
    for (let place = 0; place < this.#counters.length; place++) this.#counters[place] = this.#counters[place]! >>> 1;
    this.#doorkeeper.fill(0);
    this.#uses = Math.floor(this.#uses / 2);
  }

  #place(mixed: number, row: number): number {
    return row * this.#width + (rehash(mixed, row) & (this.#width - 1));
  }

  /** The doorkeeper has eight bits for each counter of a row. */
  #bit(mixed: number, row: number): number {
    return rehash(mixed ^ 0x5bd1e995, row) & (this.#width * 8 - 1);
  }
}

/** Keys are integers that may be larger than 32 bits. */
function mix(key: Key): number {
  const high = Math.floor(key / 4_294_967_296);
  const mixed = Math.imul(key ^ Math.imul(high, 0x9e3779b1) ^ (key >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

function rehash(mixed: number, row: number): number {
  const hash = Math.imul(mixed ^ (mixed >>> 15), SEEDS[row]!);
  return (hash ^ (hash >>> 16)) >>> 0;
}
