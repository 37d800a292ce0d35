import type { Key, NodeId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Census } from './census.js';
import type { RunTruth } from './run-truth.js';
import { SharedCensus } from './shared-census.js';
import { VERSIONS_OF_DATA_SET } from './truth.js';

/** What the threads of one run share: plain data that goes to each of them as it is. */
export interface SharedTruthMemory {
  readonly acknowledged: SharedArrayBuffer;
  /** By the name of a node whose instances may hold copies of the same keys. */
  readonly censuses: Readonly<Record<string, SharedArrayBuffer>>;
}

/** How large the shared memory has to be. */
export interface SharedTruthPlan {
  /** How many keys there are. */
  readonly keys: number;
  /** How many nodes may write. */
  readonly dataSets: number;
  /** Nodes whose instances may hold copies of the same keys. */
  readonly holders: readonly { readonly name: string; readonly instances: readonly NodeId[] }[];
}

/** How many acknowledgements of one key are remembered; anything older counts as out of date since the oldest kept. */
const REMEMBERED = 8;

/** Words of 32 bits before the first entry: how many entries are taken, and how many writes found no place. */
const TAKEN = 0;
const FORGOTTEN = 1;
const HEADER = 2;

/** Words of an entry: its data set + 1 (0 is a free entry), its key, the number of writes, the instants as two words each. */
const DATA_SET = 0;
const KEY = 1;
const WRITES = 2;
const INSTANTS = 3;
const ENTRY = INSTANTS + 2 * REMEMBERED;

/** The upper word of an instant has 21 bits; above them stand the last ten bits of the number of the write it belongs to. */
const UPPER_BITS = 21;
const UPPER = (1 << UPPER_BITS) - 1;
const NUMBERS = 1023;
/** No number of a write stands above this one. */
const BEING_WRITTEN = -1;

const BEING_TAKEN = -1;
const HALF = 4_294_967_296;

/**
 * A key takes 76 bytes once it has been written, so this many take 80 MB, of which the system hands out only pages that are
 * touched. A live run that writes 30,000 different keys a second fills them in half a minute; `forgotten` tells.
 */
const MOST_ENTRIES = 1_048_576;
const FEWEST_ENTRIES = 1024;

/** In how many looks in a row a reader may find every instant overtaken by eight further writes, which no writer is fast enough for twice. */
const PATIENCE = 100;

/**
 * The truth of a run in several threads: a hash table with linear probing, from which nothing is taken out. A key is written
 * by one thread at a time, the one that owns its shard, and read by all without waiting. Each instant carries the number of
 * its write in the word that is written last and spoiled first, so that no half of an instant is ever seen with the half of
 * another, wherever the writer was stopped; a reader that meets one that is being replaced takes the one after it.
 */
export class SharedTruth implements RunTruth {
  readonly #words: Int32Array;
  readonly #entries: number;
  readonly #shift: number;
  readonly #memory: SharedTruthMemory;
  readonly #censuses = new Map<string, Census>();

  constructor(memory: SharedTruthMemory) {
    this.#memory = memory;
    this.#words = new Int32Array(memory.acknowledged);
    this.#entries = (this.#words.length - HEADER) / ENTRY;
    this.#shift = 32 - Math.log2(this.#entries);
  }

  /** Makes the memory of one run, to be sent to each of its threads. */
  static memory(plan: SharedTruthPlan): SharedTruthMemory {
    let entries = FEWEST_ENTRIES;
    while (entries < MOST_ENTRIES && entries < 2 * plan.keys * plan.dataSets) entries *= 2;
    return {
      acknowledged: new SharedArrayBuffer(4 * (HEADER + entries * ENTRY)),
      censuses: Object.fromEntries(plan.holders.map(({ name, instances }) => [name, SharedCensus.memory(plan.keys, instances)])),
    };
  }

  /** How many writes found no place: reads of their keys count as fresh. */
  get forgotten(): number {
    return Atomics.load(this.#words, FORGOTTEN) >>> 0;
  }

  census(node: string): Census {
    const known = this.#censuses.get(node) ?? new SharedCensus(this.#memory.censuses[node]!);
    this.#censuses.set(node, known);
    return known;
  }

  written(key: Key, version: number, now: Nanoseconds): void {
    const dataSet = Math.floor(version / VERSIONS_OF_DATA_SET);
    const at = this.#entry(dataSet, key, true);
    if (at < 0) {
      Atomics.add(this.#words, FORGOTTEN, 1);
      return;
    }
    this.#write(at, version - dataSet * VERSIONS_OF_DATA_SET, now);
  }

  supersededAt(key: Key, version: number): Nanoseconds {
    const dataSet = Math.floor(version / VERSIONS_OF_DATA_SET);
    const at = this.#entry(dataSet, key, false);
    if (at < 0) return Number.POSITIVE_INFINITY;
    const writes = version - dataSet * VERSIONS_OF_DATA_SET;
    for (let look = 0; look < PATIENCE; look++) {
      const known = Atomics.load(this.#words, at + WRITES) >>> 0;
      if (writes >= known) return Number.POSITIVE_INFINITY;
      for (let write = Math.max(writes + 1, known - REMEMBERED + 1); write <= known; write++) {
        const instant = this.#instantOf(at, write);
        if (instant >= 0) return instant;
      }
    }
    return Number.POSITIVE_INFINITY;
  }

  #write(at: number, writes: number, now: Nanoseconds): void {
    const words = this.#words;
    const known = Atomics.load(words, at + WRITES) >>> 0;
    if (writes <= known) return;
    // A number is skipped where two writes are acknowledged out of order: both became the truth at this instant.
    for (let write = Math.max(known, writes - REMEMBERED) + 1; write <= writes; write++) {
      const instant = at + INSTANTS + 2 * (write % REMEMBERED);
      Atomics.store(words, instant + 1, BEING_WRITTEN);
      Atomics.store(words, instant, (now % HALF) | 0);
      Atomics.store(words, instant + 1, Math.floor(now / HALF) | ((write & NUMBERS) << UPPER_BITS));
    }
    Atomics.store(words, at + WRITES, writes | 0);
  }

  /** -1 where another write has taken its place, or is about to. */
  #instantOf(at: number, write: number): Nanoseconds {
    const words = this.#words;
    const instant = at + INSTANTS + 2 * (write % REMEMBERED);
    const upper = Atomics.load(words, instant + 1);
    const lower = Atomics.load(words, instant) >>> 0;
    const intact = upper === Atomics.load(words, instant + 1) && upper >>> UPPER_BITS === (write & NUMBERS);
    return intact ? (upper & UPPER) * HALF + lower : -1;
  }

  /** Where the entry of a key begins; a new one where it may be made, and there is room; -1 otherwise. */
  #entry(dataSet: number, key: Key, make: boolean): number {
    const words = this.#words;
    const tag = dataSet + 1;
    let place = Math.imul(key + Math.imul(tag, 0x85eb_ca6b), 0x9e37_79b1) >>> this.#shift;
    for (;;) {
      const at = HEADER + place * ENTRY;
      const found = Atomics.load(words, at + DATA_SET);
      if (found === tag && Atomics.load(words, at + KEY) === key) return at;
      if (found === 0) {
        if (!make || !this.#mayTake()) return -1;
        if (Atomics.compareExchange(words, at + DATA_SET, 0, BEING_TAKEN) === 0) {
          Atomics.add(words, TAKEN, 1);
          Atomics.store(words, at + KEY, key);
          Atomics.store(words, at + DATA_SET, tag);
          return at;
        }
        // Somebody else was faster, perhaps for the same key: looks at this place again.
        continue;
      }
      place = (place + 1) & (this.#entries - 1);
    }
  }

  /** An eighth stays free, so that looking for what is not there ends soon. */
  #mayTake(): boolean {
    return Atomics.load(this.#words, TAKEN) < (this.#entries / 8) * 7;
  }
}
