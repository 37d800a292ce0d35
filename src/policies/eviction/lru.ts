import { object } from '../../language/schemas/structures.js';
import { stayUnderLru } from '../../theory/characteristic-time.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { SlotList } from './slot-list.js';

class Lru implements EvictionPolicy {
  readonly #oldestUseFirst = new SlotList();

  inserted(slot: number): void {
    this.#oldestUseFirst.append(slot);
  }

  hit(slot: number): void {
    this.#oldestUseFirst.moveToEnd(slot);
  }

  removed(slot: number): void {
    this.#oldestUseFirst.remove(slot);
  }

  victim(): number {
    return this.#oldestUseFirst.first();
  }
}

export const lru: EvictionDefinition<object> = {
  name: 'lru',
  summary: 'The entry that was not used for the longest time leaves.',
  reference: 'Mattson et al., Evaluation Techniques for Storage Hierarchies, 1970',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  stay: stayUnderLru,
  create: () => new Lru(),
};
