import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import type { Partitioning, PartitioningContext, PartitioningDefinition } from './partitioning.js';

class Hash implements Partitioning {
  readonly #context: PartitioningContext;
  readonly #all: readonly number[];

  constructor(context: PartitioningContext) {
    this.#context = context;
    this.#all = Array.from({ length: context.shards }, (_, shard) => shard);
  }

  of(key: Key): number {
    return mixed(this.#context.hash(key)) % this.#context.shards;
  }

  /** Neighbours are scattered, so a scan has to ask every shard. */
  holding(): readonly number[] {
    return this.#all;
  }
}

/** The last step of MurmurHash3: a balancer in front that uses the same hash must not decide the shard. */
function mixed(hash: number): number {
  let mixing = hash ^ (hash >>> 16);
  mixing = Math.imul(mixing, 0x85ebca6b);
  mixing ^= mixing >>> 13;
  mixing = Math.imul(mixing, 0xc2b2ae35);
  return (mixing ^ (mixing >>> 16)) >>> 0;
}

export const hash: PartitioningDefinition<object> = {
  name: 'hash',
  summary: 'The hash of the key, modulo the number of shards: even load, but a scan asks every shard.',
  reference: 'Knuth, The Art of Computer Programming 3, 6.4; MurmurHash3 finalizer',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: (_config, context) => new Hash(context),
};
