import { object } from '../../language/schemas/structures.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { grown } from './grown.js';
import { SlotList } from './slot-list.js';

/** The hand stands at the beginning of the list; what it spares goes to the end, which is where it comes to last. */
class Clock implements EvictionPolicy {
  readonly #round = new SlotList();
  #used = new Uint8Array(64);

  inserted(slot: number): void {
    if (slot >= this.#used.length) this.#used = grown(this.#used, slot + 1);
    this.#used[slot] = 0;
    this.#round.append(slot);
  }

  hit(slot: number): void {
    this.#used[slot] = 1;
  }

  removed(slot: number): void {
    this.#round.remove(slot);
  }

  victim(): number {
    let slot = this.#round.first();
    while (this.#used[slot] === 1) {
      this.#used[slot] = 0;
      this.#round.moveToEnd(slot);
      slot = this.#round.first();
    }
    return slot;
  }
}

export const clock: EvictionDefinition<object> = {
  name: 'clock',
  summary: 'A hand goes round; an entry that was used since the hand last passed is spared once, the first other one leaves.',
  reference: 'Corbató, A Paging Experiment with the Multics System, 1968',
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: () => new Clock(),
};
