import { object } from '../../language/schemas/structures.js';
import { stayUnderFifo } from '../../theory/characteristic-time.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { SlotList } from './slot-list.js';

class Fifo implements EvictionPolicy {
  readonly #oldestFirst = new SlotList();

  inserted(slot: number): void {
    this.#oldestFirst.append(slot);
  }

  /** Being used makes no entry younger. */
  hit(): void {}

  removed(slot: number): void {
    this.#oldestFirst.remove(slot);
  }

  victim(): number {
    return this.#oldestFirst.first();
  }
}

export const fifo: EvictionDefinition<object> = {
  name: 'fifo',
  summary: 'The entry that has been there for the longest time leaves, however much it is used.',
  reference: 'Gelenbe, A Unified Approach to the Evaluation of a Class of Replacement Algorithms, 1973',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  stay: stayUnderFifo,
  create: () => new Fifo(),
};
