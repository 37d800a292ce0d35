import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import type { PartitioningContext, PartitioningDefinition } from './partitioning.js';
import { Scattered } from './scattered.js';

/** The multiplier 2862933555777941757 of the paper's generator of 64 bits, in two halves. */
const MULTIPLIER_HIGH = 0x27bb2ee6;
const MULTIPLIER_LOW = 0x87b0b0fd;
const TWO_TO_31 = 2_147_483_648;
const TWO_TO_32 = 4_294_967_296;

/** Draws by which number of shards the key jumps next, from a generator that the key seeds; the last jump within is its shard. */
class Jump extends Scattered {
  readonly #context: PartitioningContext;

  constructor(context: PartitioningContext) {
    super(context.shards);
    this.#context = context;
  }

  of(key: Key): number {
    const { shards } = this.#context;
    let low = this.#context.hash(key);
    let high = 0;
    let shard = 0;
    let next = 0;
    while (next < shards) {
      shard = next;
      // state = state * MULTIPLIER + 1, of which the sum of the lower halves may carry over.
      const product = (low & 0xffff) * MULTIPLIER_LOW + (low >>> 16) * (MULTIPLIER_LOW & 0xffff) * 0x10000;
      const upper = (low >>> 16) * (MULTIPLIER_LOW >>> 16);
      const lower = product + 1;
      high = (Math.imul(high, MULTIPLIER_LOW) + Math.imul(low, MULTIPLIER_HIGH) + upper + Math.floor(lower / TWO_TO_32)) >>> 0;
      low = lower % TWO_TO_32;
      next = Math.floor((shard + 1) * (TWO_TO_31 / ((high >>> 1) + 1)));
    }
    return shard;
  }
}

export const jump: PartitioningDefinition<object> = {
  name: 'jump',
  summary:
    'Keys jump to a new shard with a probability that keeps all even: no table at all, but only the last shard can be removed.',
  reference: 'Lamping, Veach, A Fast, Minimal Memory, Consistent Hash Algorithm, 2014',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: (_config, context) => new Jump(context),
};
