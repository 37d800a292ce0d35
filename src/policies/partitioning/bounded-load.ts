import type { Key } from '../../core/ids.js';
import { InputError } from '../../core/problem.js';
import { number } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import { mixed } from '../hashing/mixed.js';
import { Ring } from '../hashing/ring.js';
import type { PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { ringFields, type RingFields, ringMisfit } from './ring-fields.js';
import { Scattered } from './scattered.js';

/** The table of all keys takes two bytes for each, and the time to place them, for each caller. */
const MOST_KEYS = 10_000_000;

/** Keeps this ring apart from that of plain consistent hashing. */
const SALT = 0x424c_0000;

class BoundedLoad extends Scattered {
  readonly #shardOf: Uint16Array;

  constructor(context: PartitioningContext, shardOf: Uint16Array) {
    super(context.shards);
    this.#shardOf = shardOf;
  }

  of(key: Key): number {
    return this.#shardOf[key]!;
  }
}

interface BoundedLoadConfig extends RingFields {
  readonly 'capacity-factor': number;
}

export const boundedLoad: PartitioningDefinition<BoundedLoadConfig> = {
  name: 'bounded-load',
  summary:
    'A ring on which a shard that holds its fill passes keys on to the next: no shard holds more than its capacity of keys.',
  reference: 'Mirrokni, Thorup, Zadimoghaddam, Consistent Hashing with Bounded Loads, SODA 2018',
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      'capacity-factor': defaulted(
        number({ minExclusive: 1, max: 1000 }),
        '1.25',
        'How many times the mean number of keys a shard may hold, rounded up',
      ),
      ...ringFields('1'),
    }),
  check: (config, shards) => ringMisfit(config, evenWeights(shards)),
  create: (config, context) => new BoundedLoad(context, placed(config, context)),
};

/** Keys come in the order of their numbers; each goes to the first shard along the ring that is not full. Throws InputError. */
function placed(config: BoundedLoadConfig, context: PartitioningContext): Uint16Array {
  const { shards, keyCount } = context;
  if (keyCount > MOST_KEYS) {
    throw new InputError([
      {
        message: `bounded-load places every key by itself, and ${keyCount} are too many`,
        hint: `have at most ${MOST_KEYS} keys`,
      },
    ]);
  }
  const ring = new Ring(evenWeights(shards), config['virtual-nodes'], SALT);
  const capacity = Math.ceil((config['capacity-factor'] * keyCount) / shards);
  const held = new Uint32Array(shards);
  const shardOf = new Uint16Array(keyCount);
  for (let key = 0; key < keyCount; key++) {
    let point = ring.find(mixed(context.hash(key)));
    while (held[ring.owner(point)]! >= capacity) point = ring.following(point);
    const shard = ring.owner(point);
    held[shard]!++;
    shardOf[key] = shard;
  }
  return shardOf;
}

function evenWeights(shards: number): readonly number[] {
  return Array.from({ length: shards }, () => 1);
}
