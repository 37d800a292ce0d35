import type { Key } from '../../core/ids.js';
import type { Partitioning } from './partitioning.js';

/** Neighbouring keys are scattered over the shards, so that a scan has to ask every one. */
export abstract class Scattered implements Partitioning {
  readonly #all: readonly number[];

  constructor(shards: number) {
    this.#all = Array.from({ length: shards }, (_, shard) => shard);
  }

  abstract of(key: Key): number;

  holding(): readonly number[] {
    return this.#all;
  }
}
