import { object } from '../../language/schemas/structures.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { grown } from './grown.js';
import { SlotList } from './slot-list.js';

const NONE = -1;

class Sieve implements EvictionPolicy {
  readonly #oldestFirst = new SlotList();
  #used = new Uint8Array(64);
  /** It moves from the oldest to the newest and begins again; NONE where it is about to begin. */
  #hand = NONE;

  inserted(slot: number): void {
    if (slot >= this.#used.length) this.#used = grown(this.#used, slot + 1);
    this.#used[slot] = 0;
    this.#oldestFirst.append(slot);
  }

  hit(slot: number): void {
    this.#used[slot] = 1;
  }

  removed(slot: number): void {
    if (slot === this.#hand) this.#hand = this.#oldestFirst.after(slot);
    this.#oldestFirst.remove(slot);
  }

  victim(): number {
    let slot = this.#hand === NONE ? this.#oldestFirst.first() : this.#hand;
    while (this.#used[slot] === 1) {
      this.#used[slot] = 0;
      slot = this.#oldestFirst.after(slot);
      if (slot === NONE) slot = this.#oldestFirst.first();
    }
    this.#hand = slot;
    return slot;
  }
}

export const sieve: EvictionDefinition<object> = {
  name: 'sieve',
  summary:
    'A hand moves over the entries in the order in which they came and takes the first that was not used since it last passed; those it spares stay where they are.',
  reference: 'Zhang et al., SIEVE is Simpler than LRU, NSDI 2024',
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: () => new Sieve(),
};
