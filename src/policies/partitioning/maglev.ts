import type { Key } from '../../core/ids.js';
import { count } from '../../language/schemas/scalars.js';
import { defaulted, object, transform } from '../../language/schemas/structures.js';
import { maglevTable } from '../hashing/maglev-table.js';
import { mixed, mixedOf } from '../hashing/mixed.js';
import type { Misfit, PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { Scattered } from './scattered.js';
import { shardWeights, type ShardWeights, weightsField, weightsMisfit } from './shard-weights.js';

/** Keeps shards apart from the members of a ring. */
const SALT = 0x4d41_474c;
/** What an entry of the table can hold. */
const MOST_SHARDS = 65_536;
const LARGEST_TABLE = 5_000_000;

class Maglev extends Scattered {
  readonly #context: PartitioningContext;
  readonly #table: Uint16Array;

  constructor(context: PartitioningContext, table: Uint16Array) {
    super(context.shards);
    this.#context = context;
    this.#table = table;
  }

  of(key: Key): number {
    return this.#table[mixed(this.#context.hash(key)) % this.#table.length]!;
  }
}

interface MaglevConfig extends ShardWeights {
  readonly 'table-size': number;
}

const tableSize = transform(count({ min: 2, max: LARGEST_TABLE }), (size, source, reader) =>
  isPrime(size) ? size : reader.report(source, 'the size of the table must be a prime number', `try ${primeFrom(size)}`),
);

export const maglev: PartitioningDefinition<MaglevConfig> = {
  name: 'maglev',
  summary:
    'A table that the shards fill in turns, each in an order of its own: one look per key, shares equal to an entry, few keys moved.',
  reference: 'Eisenbud et al., Maglev: A Fast and Reliable Software Network Load Balancer, NSDI 2016',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      'table-size': defaulted(tableSize, '65537', 'Entries of the table, a prime number; at least a hundred times the shards'),
      weights: weightsField(),
    }),
  check: (config, shards) => weightsMisfit(config, shards) ?? sizeMisfit(config, shards),
  create: (config, context) => new Maglev(context, tableFor(config, context.shards)),
};

function sizeMisfit(config: MaglevConfig, shards: number): Misfit | undefined {
  if (shards <= config['table-size'] && shards <= MOST_SHARDS) return undefined;
  return {
    message: `a table of ${config['table-size']} entries has no place for ${shards} shards`,
    hint: 'give a larger table-size',
  };
}

function tableFor(config: MaglevConfig, shards: number): Uint16Array {
  const size = config['table-size'];
  const walks = shardWeights(config, shards).map((weight, shard) => ({
    offset: mixedOf(shard, 0, SALT) % size,
    skip: 1 + (mixedOf(shard, 1, SALT) % (size - 1)),
    weight,
  }));
  return maglevTable(size, walks);
}

function isPrime(size: number): boolean {
  for (let divisor = 2; divisor * divisor <= size; divisor++) if (size % divisor === 0) return false;
  return true;
}

function primeFrom(size: number): number {
  let candidate = size;
  while (!isPrime(candidate)) candidate++;
  return candidate;
}
