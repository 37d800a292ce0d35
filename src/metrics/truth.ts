import type { Key } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import { CopyCensus } from './copy-census.js';

/**
 * A version names the data set it belongs to (the store that wrote it) and counts the writes of one key there, so that
 * versions of two stores are never confused. 0 is "no data at all".
 */
export function versionOf(dataSet: number, writes: number): number {
  return (dataSet + 1) * WRITES + writes;
}

const WRITES = 4_294_967_296;

/** How many acknowledgements of one key are remembered; anything older counts as out of date since the oldest kept. */
const REMEMBERED = 16;

/** What has been acknowledged as written: the truth against which a read is stale or not. One per run, shared by all recorders. */
export class Truth {
  readonly #dataSets = new Map<number, DataSet>();
  readonly #censuses = new Map<string, CopyCensus>();

  /** Who holds copies of what among the instances of one node. */
  census(node: string): CopyCensus {
    let census = this.#censuses.get(node);
    if (census === undefined) {
      census = new CopyCensus();
      this.#censuses.set(node, census);
    }
    return census;
  }

  /** `version` of `key` is acknowledged from now on. An older version that arrives late changes nothing. */
  written(key: Key, version: number, now: Nanoseconds): void {
    const number = Math.floor(version / WRITES);
    let dataSet = this.#dataSets.get(number);
    if (dataSet === undefined) {
      dataSet = new DataSet();
      this.#dataSets.set(number, dataSet);
    }
    dataSet.written(key, version - number * WRITES, now);
  }

  /** Since when a newer version than this one has been acknowledged; Infinity when this is the newest. */
  supersededAt(key: Key, version: number): Nanoseconds {
    if (this.#dataSets.size === 0) return Number.POSITIVE_INFINITY;
    const number = Math.floor(version / WRITES);
    const dataSet = this.#dataSets.get(number);
    return dataSet === undefined ? Number.POSITIVE_INFINITY : dataSet.supersededAt(key, version - number * WRITES);
  }
}

class DataSet {
  readonly #writes: number[] = [];
  readonly #acknowledged = new Map<Key, Nanoseconds[]>();

  written(key: Key, writes: number, now: Nanoseconds): void {
    const known = this.#writes[key] ?? 0;
    if (writes <= known) return;
    while (this.#writes.length <= key) this.#writes.push(0);
    this.#writes[key] = writes;
    const instants = this.#acknowledged.get(key) ?? [];
    // A number is skipped where two writes are acknowledged out of order: both became the truth at this instant.
    for (let skipped = known; skipped < writes; skipped++) instants.push(now);
    if (instants.length > REMEMBERED) instants.splice(0, instants.length - REMEMBERED);
    this.#acknowledged.set(key, instants);
  }

  supersededAt(key: Key, writes: number): Nanoseconds {
    const behind = (this.#writes[key] ?? 0) - writes;
    if (behind <= 0) return Number.POSITIVE_INFINITY;
    const instants = this.#acknowledged.get(key)!;
    return instants[Math.max(0, instants.length - behind)]!;
  }
}
