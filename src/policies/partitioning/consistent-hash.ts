import type { Key } from '../../core/ids.js';
import { count } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import { mixed } from '../hashing/mixed.js';
import { Ring } from '../hashing/ring.js';
import type { PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { ringFields, ringMisfit, type RingFields } from './ring-fields.js';
import { Scattered } from './scattered.js';
import { shardWeights, type ShardWeights, weightsField, weightsMisfit } from './shard-weights.js';

class ConsistentHash extends Scattered {
  readonly #context: PartitioningContext;
  readonly #ring: Ring;

  constructor(context: PartitioningContext, ring: Ring) {
    super(context.shards);
    this.#context = context;
    this.#ring = ring;
  }

  of(key: Key): number {
    return this.#ring.owner(this.#ring.find(mixed(this.#context.hash(key))));
  }
}

interface ConsistentHashConfig extends RingFields, ShardWeights {
  readonly salt: number;
}

export const consistentHash: PartitioningDefinition<ConsistentHashConfig> = {
  name: 'consistent-hash',
  summary:
    'Shards have points on a ring, and a key belongs to whose point comes next: a new shard takes keys from all others and moves no key else.',
  reference: 'Karger et al., Consistent Hashing and Random Trees, STOC 1997; libketama',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      ...ringFields(),
      weights: weightsField(),
      salt: defaulted(count(), '0', 'Another number throws the points anew: how even the load is, is partly luck'),
    }),
  check: (config, shards) => weightsMisfit(config, shards) ?? ringMisfit(config, shardWeights(config, shards)),
  create: (config, context) =>
    new ConsistentHash(context, new Ring(shardWeights(config, context.shards), config['virtual-nodes'], config.salt)),
};
