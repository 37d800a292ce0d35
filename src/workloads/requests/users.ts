import { AliasTable } from '../../random/alias-table.js';
import type { RandomStream } from '../../random/stream.js';
import { zipfWeights } from '../../random/zipf.js';
import type { Streams } from '../streams.js';
import type { UsersConfig } from '../workload-config.js';

/** Who sends a request: 1 .. count, or 0 where nobody in particular does. */
export class Users {
  readonly #count: number;
  readonly #table: AliasTable | null;
  readonly #stream: RandomStream;

  constructor(config: UsersConfig | undefined, streams: Streams) {
    this.#count = config?.count ?? 0;
    this.#stream = streams.stream('users');
    this.#table =
      config === undefined || config.exponent === 0 ? null : new AliasTable(zipfWeights(config.exponent, config.count));
  }

  next(): number {
    if (this.#count === 0) return 0;
    return 1 + (this.#table === null ? this.#stream.below(this.#count) : this.#table.sample(this.#stream));
  }
}
