import { number } from '../../language/schemas/scalars.js';
import { list, optional } from '../../language/schemas/structures.js';
import { InputError } from '../../core/problem.js';
import type { Misfit } from './partitioning.js';

export interface ShardWeights {
  readonly weights: readonly number[] | undefined;
}

/** The key `weights` of policies that can give one shard more than another. */
export function weightsField() {
  return optional(
    list(number({ minExclusive: 0 }), { min: 1 }),
    'What part of the keys each shard should hold, against the others; all the same without it',
  );
}

export function weightsMisfit({ weights }: ShardWeights, shards: number): Misfit | undefined {
  if (weights === undefined || weights.length === shards) return undefined;
  return {
    message: `there are ${weights.length} weights for ${shards} ${shards === 1 ? 'shard' : 'shards'}`,
    hint: 'give one weight per shard, in their order',
  };
}

/** One per shard. Throws InputError for weights that do not fit. */
export function shardWeights(config: ShardWeights, shards: number): readonly number[] {
  const misfit = weightsMisfit(config, shards);
  if (misfit !== undefined) throw new InputError([misfit]);
  return config.weights ?? Array.from({ length: shards }, () => 1);
}
