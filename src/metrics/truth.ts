import type { Key } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import { CopyCensus } from './copy-census.js';
import type { RunTruth } from './run-truth.js';

/**
 * A version names the data set it belongs to (the store that wrote it) and counts the writes of one key there, so that
 * versions of two stores are never confused. 0 is "no data at all".
 */
export function versionOf(dataSet: number, writes: number): number {
  return (dataSet + 1) * VERSIONS_OF_DATA_SET + writes;
}

/** How many writes of one key a data set can number. */
export const VERSIONS_OF_DATA_SET = 4_294_967_296;

/** How many acknowledgements of one key are remembered; anything older counts as out of date since the oldest kept. */
const REMEMBERED = 16;

/** The truth of a run in one thread, shared by all recorders. */
export class Truth implements RunTruth {
  readonly #dataSets = new Map<number, DataSet>();
  readonly #censuses = new Map<string, CopyCensus>();

  census(node: string): CopyCensus {
    let census = this.#censuses.get(node);
    if (census === undefined) {
      census = new CopyCensus();
      this.#censuses.set(node, census);
    }
    return census;
  }

  written(key: Key, version: number, now: Nanoseconds): void {
    const number = Math.floor(version / VERSIONS_OF_DATA_SET);
    let dataSet = this.#dataSets.get(number);
    if (dataSet === undefined) {
      dataSet = new DataSet();
      this.#dataSets.set(number, dataSet);
    }
    dataSet.written(key, version - number * VERSIONS_OF_DATA_SET, now);
  }

  supersededAt(key: Key, version: number): Nanoseconds {
    if (this.#dataSets.size === 0) return Number.POSITIVE_INFINITY;
    const number = Math.floor(version / VERSIONS_OF_DATA_SET);
    const dataSet = this.#dataSets.get(number);
    return dataSet === undefined ? Number.POSITIVE_INFINITY : dataSet.supersededAt(key, version - number * VERSIONS_OF_DATA_SET);
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
