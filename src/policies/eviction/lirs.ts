import { number, share } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy } from './eviction.js';
import { GHOST, HIGH, LirsBlocks, LOW } from './lirs-blocks.js';

interface LirsOptions {
  readonly hir: number;
  readonly ghosts: number;
}

/** Low and high stand for inter-reference recency: the paper's LIR and HIR; ghosts are its HIR blocks that are not resident. */
class Lirs implements EvictionPolicy {
  readonly #blocks: LirsBlocks;
  readonly #low: number;
  readonly #ghosts: number;
  #returning = false;

  constructor(options: LirsOptions, { capacity, keyCount }: EvictionContext) {
    this.#blocks = new LirsBlocks(keyCount);
    this.#low = capacity - Math.max(1, Math.ceil(capacity * options.hir - 1e-9));
    this.#ghosts = capacity * options.ghosts;
  }

  get remembered(): number {
    return this.#blocks.ghostCount;
  }

  arriving(key: number): void {
    this.#returning = this.#blocks.forgetGhost(key);
  }

  inserted(slot: number, key: number, weight: number): void {
    const blocks = this.#blocks;
    const low = this.#returning || blocks.weight(LOW) + weight <= this.#low;
    const block = blocks.create(slot, key, weight, low ? LOW : HIGH);
    blocks.pushOnStack(block);
    this.#returning = false;
    this.#settle();
  }

  hit(slot: number): void {
    const blocks = this.#blocks;
    const block = blocks.ofSlot(slot);
    if (blocks.stateOf(block) === HIGH) {
      if (blocks.onStack(block)) blocks.become(block, LOW);
      else blocks.moveToEndOfQueue(block);
    }
    blocks.pushOnStack(block);
    this.#settle();
  }

  reweighed(slot: number, weight: number): void {
    this.#blocks.reweigh(this.#blocks.ofSlot(slot), weight);
    this.#settle();
  }

  removed(slot: number, _key: number, evicted: boolean): void {
    const blocks = this.#blocks;
    const block = blocks.ofSlot(slot);
    if (evicted && blocks.stateOf(block) === HIGH && blocks.onStack(block)) {
      blocks.become(block, GHOST);
      while (blocks.weight(GHOST) > this.#ghosts) blocks.forgetOldestGhost();
    } else blocks.forget(block);
    this.#settle();
  }

  victim(): number {
    const blocks = this.#blocks;
    if (blocks.firstInQueue() < 0) {
      blocks.demoteBottom();
      blocks.prune();
    }
    return blocks.slotOf(blocks.firstInQueue());
  }

  check(): void {
    this.#blocks.check();
  }

  /** No more blocks of low recency than there is room for, and one of them at the bottom of the stack. */
  #settle(): void {
    const blocks = this.#blocks;
    blocks.prune();
    while (blocks.weight(LOW) > this.#low) {
      blocks.demoteBottom();
      blocks.prune();
    }
  }
}

export const lirs: EvictionDefinition<LirsOptions> = {
  name: 'lirs',
  summary:
    'What was used twice in a short while keeps its place; all others pass through a short queue, however lately they were used.',
  reference: 'Jiang, Zhang, LIRS: An Efficient Low Inter-reference Recency Set Replacement Policy, SIGMETRICS 2002',
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      hir: defaulted(share(), '1%', 'How much of the capacity is for entries that have not been used twice in a short while'),
      ghosts: defaulted(number({ minExclusive: 0 }), '2', 'How much is remembered of what left, in capacities'),
    }),
  create: (options, context) => new Lirs(options, context),
};
