import { object } from '../../language/schemas/structures.js';
import type { Key } from '../../core/ids.js';
import { mixed } from '../hashing/mixed.js';
import type { PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { Scattered } from './scattered.js';

class Hash extends Scattered {
  readonly #context: PartitioningContext;

  constructor(context: PartitioningContext) {
    super(context.shards);
    this.#context = context;
  }

  /** Mixed, so that a balancer in front that uses the same hash does not decide the shard. */
  of(key: Key): number {
    return mixed(this.#context.hash(key)) % this.#context.shards;
  }
}

export const hash: PartitioningDefinition<object> = {
  name: 'hash',
  summary: 'The hash of the key, modulo the number of shards: even load, but a scan asks every shard.',
  reference: 'Knuth, The Art of Computer Programming 3, 6.4; MurmurHash3 finalizer',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: (_config, context) => new Hash(context),
};
