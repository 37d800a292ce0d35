import { choice } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { grown } from './grown.js';
import { SlotHeap } from './slot-heap.js';

interface LfuOptions {
  readonly ageing: 'none' | 'dynamic';
}

/** Uses are counted while an entry is there, and forgotten with it. */
class Lfu implements EvictionPolicy {
  readonly #leastUsedFirst = new SlotHeap();
  readonly #ages: boolean;
  #uses = new Float64Array(64);
  /** What the last one that was evicted was worth; 0 without ageing. */
  #age = 0;

  constructor(options: LfuOptions) {
    this.#ages = options.ageing === 'dynamic';
  }

  inserted(slot: number): void {
    if (slot >= this.#uses.length) this.#uses = grown(this.#uses, slot + 1);
    this.#uses[slot] = 1;
    this.#leastUsedFirst.add(slot, this.#age + 1);
  }

  hit(slot: number): void {
    const uses = this.#uses[slot]! + 1;
    this.#uses[slot] = uses;
    this.#leastUsedFirst.set(slot, this.#age + uses);
  }

  removed(slot: number, _key: number, evicted: boolean): void {
    if (evicted && this.#ages) this.#age = this.#leastUsedFirst.priority(slot);
    this.#leastUsedFirst.remove(slot);
  }

  victim(): number {
    return this.#leastUsedFirst.least();
  }

  check(): void {
    this.#leastUsedFirst.check();
  }
}

export const lfu: EvictionDefinition<LfuOptions> = {
  name: 'lfu',
  summary:
    'The entry that was used least often since it came leaves; of several, the one that was not used for the longest time.',
  reference: 'Aho, Denning, Ullman, Principles of Optimal Page Replacement, 1971; ageing: Arlitt et al., LFU-DA, 1999',
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      ageing: defaulted(
        choice('none', 'dynamic'),
        'none',
        'Dynamic: what comes in begins with the worth of what last left, so that what was once popular does not stay for ever',
      ),
    }),
  create: (options) => new Lfu(options),
};
