import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import { crc16 } from '../hashing/crc16.js';
import type { Misfit, PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { Scattered } from './scattered.js';

const SLOTS = 16_384;
/** The slots of so many keys are kept; those of others are computed each time. */
const MOST_KEPT = 1_048_576;
const UNKNOWN = -1;

/** The slot of a key: of what stands between its first { and the next }, where that is not empty, or else of all of it. */
export function slotOf(text: string): number {
  const open = text.indexOf('{');
  const close = open < 0 ? -1 : text.indexOf('}', open + 1);
  const tagged = close > open + 1;
  return (tagged ? crc16(text, open + 1, close) : crc16(text)) % SLOTS;
}

class RedisSlots extends Scattered {
  readonly #context: PartitioningContext;
  readonly #shardOf: Uint16Array;
  readonly #slots: Int16Array;

  constructor(context: PartitioningContext, shards: number, shardOf: Uint16Array) {
    super(shards);
    this.#context = context;
    this.#shardOf = shardOf;
    this.#slots = new Int16Array(Math.min(context.keyCount, MOST_KEPT)).fill(UNKNOWN);
  }

  of(key: Key): number {
    if (key >= this.#slots.length) return this.#shardOf[slotOf(this.#context.text(key))]!;
    if (this.#slots[key] === UNKNOWN) this.#slots[key] = slotOf(this.#context.text(key));
    return this.#shardOf[this.#slots[key]!]!;
  }
}

export const redisSlots: PartitioningDefinition<object> = {
  name: 'redis-slots',
  summary:
    'CRC16 of the key, or of the part of it in braces, gives one of 16384 slots, and each shard has a range of slots: keys with the same {tag} live together.',
  reference: 'Redis Cluster specification: key distribution model, hash tags; redis-cli --cluster create and reshard',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  check: misfitOf,
  create: (_config, context) => new RedisSlots(context, context.shards, created(context.shards)),
  grown: (_config, context) => new RedisSlots(context, context.shards + 1, resharded(created(context.shards), context.shards)),
};

function misfitOf(_config: object, shards: number): Misfit | undefined {
  if (shards <= SLOTS) return undefined;
  return { message: `there are ${SLOTS} slots for ${shards} shards`, hint: `have at most ${SLOTS} shards` };
}

/** The shard of each slot as `redis-cli --cluster create` deals them out: ranges, as equal as whole slots allow. */
function created(shards: number): Uint16Array {
  const shardOf = new Uint16Array(SLOTS);
  const share = SLOTS / shards;
  let first = 0;
  let exact = 0;
  for (let shard = 0; shard < shards; shard++) {
    const last = shard === shards - 1 ? SLOTS - 1 : Math.round(exact + share - 1);
    shardOf.fill(shard, first, last + 1);
    first = last + 1;
    exact += share;
  }
  return shardOf;
}

/** With one more shard, to which each of the others gives the first of its slots: as `redis-cli --cluster reshard` does. */
function resharded(shardOf: Uint16Array, shards: number): Uint16Array {
  const after = shardOf.slice();
  const moving = Math.floor(SLOTS / (shards + 1));
  const left = Int32Array.from({ length: shards }, (_, shard) => {
    const held = shardOf.reduce((count, owner) => (owner === shard ? count + 1 : count), 0);
    const share = (moving * held) / SLOTS;
    return shard === 0 ? Math.ceil(share) : Math.floor(share);
  });
  for (let slot = 0; slot < SLOTS; slot++) {
    const owner = shardOf[slot]!;
    if (left[owner] === 0) continue;
    left[owner]!--;
    after[slot] = shards;
  }
  return after;
}
