import type { Key, NodeId, OperationId } from '../../core/ids.js';
import type { Route } from '../../environment/route.js';
import type { Partitioning } from '../../policies/partitioning/partitioning.js';

/** Each key lives in one shard; a scan goes to every shard that holds a part of it. */
export class PartitionRoute implements Route {
  readonly #shards: readonly NodeId[];
  readonly #partitioning: Partitioning;
  /** How many keys an operation looks at, by OperationId; 0 for one that is no scan. */
  readonly #scanLengths: Float64Array;
  readonly #found: NodeId[] = [];

  constructor(shards: readonly NodeId[], partitioning: Partitioning, scanLengths: Float64Array) {
    this.#shards = shards;
    this.#partitioning = partitioning;
    this.#scanLengths = scanLengths;
  }

  pick(_operation: OperationId, key: Key): NodeId {
    return this.#shards[this.#partitioning.of(key)]!;
  }

  spread(operation: OperationId, key: Key): readonly NodeId[] | null {
    const length = this.#scanLengths[operation]!;
    if (length === 0) return null;
    const holding = this.#partitioning.holding(key, length);
    this.#found.length = holding.length;
    for (let index = 0; index < holding.length; index++) this.#found[index] = this.#shards[holding[index]!]!;
    return this.#found;
  }

  sent(): void {}

  returned(): void {}
}
