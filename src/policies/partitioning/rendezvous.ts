import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import { mixed, mixedOf } from '../hashing/mixed.js';
import type { PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { Scattered } from './scattered.js';
import { shardWeights, type ShardWeights, weightsField, weightsMisfit } from './shard-weights.js';

/** Keeps shards apart from the members of a ring. */
const SALT = 0x4852_5700;
const TWO_TO_32 = 4_294_967_296;

/** Each shard draws a number for the key, and the largest wins. */
class Rendezvous extends Scattered {
  readonly #context: PartitioningContext;
  readonly #seeds: Uint32Array;

  constructor(context: PartitioningContext) {
    super(context.shards);
    this.#context = context;
    this.#seeds = seedsOf(context.shards);
  }

  of(key: Key): number {
    const hash = this.#context.hash(key);
    const seeds = this.#seeds;
    let best = 0;
    let highest = -1;
    for (let shard = 0; shard < seeds.length; shard++) {
      const score = mixed(hash ^ seeds[shard]!);
      if (score <= highest) continue;
      highest = score;
      best = shard;
    }
    return best;
  }
}

/** The time of an exponential clock with the rate of the shard's weight: who rings first wins, in proportion to its rate. */
class WeightedRendezvous extends Scattered {
  readonly #context: PartitioningContext;
  readonly #seeds: Uint32Array;
  readonly #weights: Float64Array;

  constructor(context: PartitioningContext, weights: readonly number[]) {
    super(context.shards);
    this.#context = context;
    this.#seeds = seedsOf(context.shards);
    this.#weights = Float64Array.from(weights);
  }

  of(key: Key): number {
    const hash = this.#context.hash(key);
    const seeds = this.#seeds;
    let best = 0;
    let earliest = Infinity;
    for (let shard = 0; shard < seeds.length; shard++) {
      const uniform = (mixed(hash ^ seeds[shard]!) + 0.5) / TWO_TO_32;
      const rings = -Math.log(uniform) / this.#weights[shard]!;
      if (rings >= earliest) continue;
      earliest = rings;
      best = shard;
    }
    return best;
  }
}

function seedsOf(shards: number): Uint32Array {
  return Uint32Array.from({ length: shards }, (_, shard) => mixedOf(shard, 0, SALT));
}

export const rendezvous: PartitioningDefinition<ShardWeights> = {
  name: 'rendezvous',
  summary:
    'Every shard draws a number for the key and the largest wins: perfectly fair, without a table, and slower the more shards there are.',
  reference: 'Thaler, Ravishankar, A Name-Based Mapping Scheme for Rendezvous, 1996; weights: Schindelhauer, Schomaker 2005',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({ weights: weightsField() }),
  check: weightsMisfit,
  create: (config, context) =>
    config.weights === undefined
      ? new Rendezvous(context)
      : new WeightedRendezvous(context, shardWeights(config, context.shards)),
};
