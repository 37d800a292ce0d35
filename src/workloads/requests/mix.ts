import { AliasTable } from '../../random/alias-table.js';
import type { RandomStream } from '../../random/stream.js';
import { ownValue } from '../own-value.js';
import type { Streams } from '../streams.js';
import type { WorkloadConfig } from '../workload-config.js';
import type { Operations } from './operations.js';

/** Draws operations by their weights. */
export class Mix {
  readonly #stream: RandomStream;
  /** null where one operation has all the weight. */
  readonly #table: AliasTable | null;
  readonly #only: number;

  constructor(config: WorkloadConfig, operations: Operations, streams: Streams) {
    const weights = operations.names.map((name) => ownValue(config.mix, name)?.weight ?? 0);
    const possible = weights.filter((weight) => weight > 0);
    this.#stream = streams.stream('operations');
    this.#only = weights.findIndex((weight) => weight > 0);
    this.#table = possible.length > 1 ? new AliasTable(weights) : null;
  }

  /** A place in `Operations`. */
  next(): number {
    return this.#table === null ? this.#only : this.#table.sample(this.#stream);
  }
}
