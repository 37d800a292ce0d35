import type { RandomStream } from '../../random/stream.js';
import type { Future } from '../../policies/eviction/eviction.js';
import type { CacheContents } from './cache-contents.js';
import type { CacheObserver } from './cache-observer.js';
import { type ContentsConfig, createContents } from './create-contents.js';

/** Recorded requests of which nothing matters but the key and, where there are any, the size. */
export interface KeySequence {
  /** Request i asks for key i. */
  readonly keys: Int32Array;
  /** Keys are whole numbers from 0 to below it. */
  readonly keyCount: number;
  /** What the object weighs in bytes at request i; null where all weigh the same. */
  readonly sizes: Float64Array | null;
  /** The place of the next request of the same key, or the number of requests; null where no policy needs it. */
  readonly nextUses: Int32Array | null;
}

const SILENT: CacheObserver = { inserted() {}, removed() {}, evicted() {}, expired() {} };

/**
 * A cache of a scenario, without its scenario: each request looks its key up and fills it after a miss. Time stands still,
 * so that nothing expires.
 */
export class CacheSimulation implements Future {
  requests = 0;
  misses = 0;
  /** What was asked for, and what of it was not there; 0 without sizes. */
  bytes = 0;
  missedBytes = 0;
  nextUse = 0;
  readonly contents: CacheContents;
  readonly #sequence: KeySequence;
  readonly #missesOfKey: Int32Array | null;

  /** `missesOfKey`, where it is given, counts the misses of each key. */
  constructor(
    config: Omit<ContentsConfig, 'ttl'>,
    sequence: KeySequence,
    stream: (purpose: string) => RandomStream,
    missesOfKey: Int32Array | null = null,
  ) {
    this.#sequence = sequence;
    this.#missesOfKey = missesOfKey;
    const future = sequence.nextUses === null ? null : this;
    const { keyCount } = sequence;
    this.contents = createContents({ ...config, ttl: Infinity }, { stream }, SILENT, { keyCount, future });
  }

  /** Goes on up to, and without, this request. */
  advance(until: number): void {
    const { keys, sizes, nextUses } = this.#sequence;
    const { contents } = this;
    const missesOfKey = this.#missesOfKey;
    for (let index = this.requests; index < until; index++) {
      const key = keys[index]!;
      const size = sizes === null ? 0 : sizes[index]!;
      if (nextUses !== null) this.nextUse = nextUses[index]!;
      this.bytes += size;
      if (contents.find(key, 0) >= 0) continue;
      this.misses++;
      this.missedBytes += size;
      if (missesOfKey !== null) missesOfKey[key] = missesOfKey[key]! + 1;
      contents.fill(key, 0, size, 0);
    }
    this.requests = Math.max(this.requests, until);
  }
}

/** For each request where its key is asked for next. `keys` are below `count`. */
export function nextUsesOf(keys: Int32Array, count: number): Int32Array {
  const next = new Int32Array(keys.length);
  const last = new Int32Array(count).fill(keys.length);
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index]!;
    next[index] = last[key]!;
    last[key] = index;
  }
  return next;
}
