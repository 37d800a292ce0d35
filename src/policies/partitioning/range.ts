import type { Key } from '../../core/ids.js';
import { InputError } from '../../core/problem.js';
import { count } from '../../language/schemas/scalars.js';
import { list, object, optional } from '../../language/schemas/structures.js';
import type { Misfit, Partitioning, PartitioningContext, PartitioningDefinition } from './partitioning.js';

class Range implements Partitioning {
  readonly #context: PartitioningContext;
  /** Shard i holds the ranks from starts[i] up to starts[i + 1]. */
  readonly #starts: Float64Array;
  /** By first shard, then by how many follow it: made when first asked for. */
  readonly #runs: (readonly number[] | undefined)[][];

  constructor(context: PartitioningContext, starts: readonly number[]) {
    this.#context = context;
    this.#starts = Float64Array.from(starts);
    this.#runs = starts.map(() => []);
  }

  of(key: Key): number {
    return this.#shardOf(this.#context.rank(key));
  }

  holding(key: Key, length: number): readonly number[] {
    const rank = this.#context.rank(key);
    const first = this.#shardOf(rank);
    const following = this.#shardOf(Math.min(rank + length, this.#context.keyCount) - 1) - first;
    return this.#runs[first]![following] ?? this.#openRun(first, following);
  }

  #shardOf(rank: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= rank) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #openRun(first: number, following: number): readonly number[] {
    const run = Array.from({ length: following + 1 }, (_, index) => first + index);
    const runs = this.#runs[first]!;
    while (runs.length <= following) runs.push(undefined);
    runs[following] = run;
    return run;
  }
}

interface RangeConfig {
  readonly 'split-points': readonly number[] | undefined;
}

export const range: PartitioningDefinition<RangeConfig> = {
  name: 'range',
  summary: 'Neighbouring keys live together: a scan asks few shards, but keys that are popular together share one.',
  reference: 'Bigtable: Chang et al., OSDI 2006',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      'split-points': optional(
        list(count()),
        'Where each shard but the first begins: positions among all keys in sorted order. Equal parts without it',
      ),
    }),
  check: misfitOf,
  create: (config, context) => new Range(context, startsFor(config, context)),
};

/** There must be one split point fewer than shards, and they must rise. */
function misfitOf(config: RangeConfig, shards: number): Misfit | undefined {
  const points = config['split-points'];
  if (points === undefined) return undefined;
  const rising = points.every((point, index) => point > (index === 0 ? 0 : points[index - 1]!));
  if (points.length === shards - 1 && rising) return undefined;
  return {
    message: `these split points do not cut the keys into ${shards} ${shards === 1 ? 'shard' : 'shards'}`,
    hint: `give ${shards - 1} positions, each larger than the one before`,
  };
}

/** Throws InputError for split points that `misfitOf` would have found. */
function startsFor(config: RangeConfig, context: PartitioningContext): readonly number[] {
  const misfit = misfitOf(config, context.shards);
  if (misfit !== undefined) throw new InputError([misfit]);
  const points = config['split-points'];
  return points === undefined ? equalParts(context) : [0, ...points];
}

function equalParts(context: PartitioningContext): readonly number[] {
  return Array.from({ length: context.shards }, (_, shard) => Math.ceil((shard * context.keyCount) / context.shards));
}
