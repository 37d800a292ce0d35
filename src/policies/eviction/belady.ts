import { assert } from '../../core/assert.js';
import { flag } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy, Future } from './eviction.js';
import { SlotHeap } from './slot-heap.js';

const REFUSE = -1;

interface BeladyOptions {
  readonly bypass: boolean;
}

class Belady implements EvictionPolicy {
  readonly #neededLastFirst = new SlotHeap();
  readonly #future: Future;
  readonly #bypass: boolean;

  constructor(options: BeladyOptions, { future }: EvictionContext) {
    assert(future !== null, 'belady was asked for where nobody knows the future');
    this.#future = future;
    this.#bypass = options.bypass;
  }

  inserted(slot: number): void {
    this.#neededLastFirst.add(slot, -this.#future.nextUse);
  }

  hit(slot: number): void {
    this.#neededLastFirst.set(slot, -this.#future.nextUse);
  }

  removed(slot: number): void {
    this.#neededLastFirst.remove(slot);
  }

  victim(): number {
    const victim = this.#neededLastFirst.least();
    const passes = this.#bypass && -this.#neededLastFirst.priority(victim) <= this.#future.nextUse;
    return passes ? REFUSE : victim;
  }

  check(): void {
    this.#neededLastFirst.check();
  }
}

export const belady: EvictionDefinition<BeladyOptions> = {
  name: 'belady',
  summary:
    'The entry that will be needed last leaves: the bound for all others where entries weigh the same. It knows the future, so that only `sysdesign cache` has it.',
  reference: 'Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, IBM Systems Journal 1966',
  engines: [],
  outsideScenarios: {
    reason: 'it has to know what will be asked for next, which nobody knows while a system runs',
    hint: 'sysdesign cache TRACE --policy belady shows it for a recorded trace',
  },
  schema: () =>
    object({
      bypass: defaulted(flag(), 'false', 'Whether what would be needed last may stay out; the bound for policies that refuse'),
    }),
  create: (options, context) => new Belady(options, context),
};
