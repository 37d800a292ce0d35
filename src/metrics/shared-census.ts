import { assert } from '../core/assert.js';
import type { Key, NodeId } from '../core/ids.js';
import type { Census, CopyCount, CopyHolder } from './census.js';
import type { Level } from './level.js';

/** Words of 32 bits before the rest: how many keys there is room for, how many lie between two that are counted, how many instances. */
const ROOM = 0;
const STRIDE = 1;
const INSTANCES = 2;
const HEADER = 3;

/** Of one node: room for 13 million keys where it has eight instances. Of more keys, every second, third, ... is counted. */
const MOST_BYTES = 67_108_864;

/**
 * The census of holders in several threads: per key how many hold it, and per instance a bit for each key that it holds,
 * which outlives the thread. A copy that comes or goes changes the number of holders atomically, and whoever changed it
 * takes the difference in duplicates upon itself, so that the instances' duplicates add up to those of the node; those of
 * one instance mean nothing and may be below zero.
 */
export class SharedCensus implements Census {
  readonly #words: Int32Array;
  readonly #room: number;
  readonly #stride: number;
  readonly #instances: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory);
    this.#room = this.#words[ROOM]!;
    this.#stride = this.#words[STRIDE]!;
    this.#instances = this.#words.subarray(HEADER, HEADER + this.#words[INSTANCES]!);
  }

  static memory(keys: number, instances: readonly NodeId[]): SharedArrayBuffer {
    const most = Math.floor((MOST_BYTES * 8) / (32 + instances.length));
    const stride = Math.max(1, Math.ceil(keys / most));
    const room = Math.ceil(keys / stride);
    const words = HEADER + 2 * instances.length + room + instances.length * Math.ceil(room / 32);
    const memory = new SharedArrayBuffer(4 * words);
    const header = new Int32Array(memory);
    header.set([room, stride, instances.length, ...instances]);
    return memory;
  }

  join(instance: NodeId, _holder: CopyHolder, all: Level, duplicates: Level): CopyCount {
    const place = this.#instances.indexOf(instance);
    assert(place >= 0, `instance ${instance} takes part in a census that does not know it`);
    const count = this.#instances.length;
    const counts = HEADER + 2 * count;
    const held = counts + this.#room + place * Math.ceil(this.#room / 32);
    const member = new Member(this.#words, HEADER + count + place, counts, held, this.#room, this.#stride, all, duplicates);
    member.forget();
    return member;
  }
}

/** What one instance holds. It alone writes its bits and its duplicates. */
class Member implements CopyCount {
  #copies = 0;

  constructor(
    private readonly words: Int32Array,
    /** Where its share of the duplicates stands, */
    private readonly share: number,
    /** the numbers of holders of each key, */
    private readonly counts: number,
    /** and its bits. */
    private readonly held: number,
    private readonly room: number,
    private readonly stride: number,
    private readonly all: Level,
    private readonly duplicates: Level,
  ) {}

  added(key: Key): void {
    const place = this.#placeOf(key);
    if (place < 0) return;
    this.words[this.held + (place >> 5)]! |= 1 << (place & 31);
    this.#copies++;
    if (Atomics.add(this.words, this.counts + place, 1) > 0) this.words[this.share]!++;
    this.#record();
  }

  removed(key: Key): void {
    const place = this.#placeOf(key);
    if (place < 0) return;
    this.words[this.held + (place >> 5)]! &= ~(1 << (place & 31));
    this.#copies--;
    this.#release(place);
    this.#record();
  }

  /** Takes back all that an earlier life of the instance has held. */
  forget(): void {
    const end = this.held + Math.ceil(this.room / 32);
    for (let word = this.held; word < end; word++) {
      let bits = this.words[word]!;
      this.words[word] = 0;
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits);
        bits &= ~(1 << bit);
        this.#release(((word - this.held) << 5) | bit);
      }
    }
    this.#record();
  }

  #release(place: number): void {
    if (Atomics.sub(this.words, this.counts + place, 1) > 1) this.words[this.share]!--;
  }

  /** -1 where the key is not among those that are counted. */
  #placeOf(key: Key): number {
    const place = this.stride === 1 ? key : key / this.stride;
    return Number.isInteger(place) && place < this.room ? place : -1;
  }

  #record(): void {
    this.all.set(this.#copies);
    this.duplicates.set(this.words[this.share]!);
  }
}
