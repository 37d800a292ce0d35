import { object } from '../../language/schemas/structures.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { grown } from './grown.js';
import { SlotHeap } from './slot-heap.js';

/** An entry is worth the age of the cache when it was last used, and its uses per byte. */
class Gdsf implements EvictionPolicy {
  readonly #leastWorthFirst = new SlotHeap();
  #uses = new Float64Array(64);
  #weights = new Float64Array(64);
  /** The worth of what was last evicted. */
  #age = 0;

  inserted(slot: number, _key: number, weight: number): void {
    if (slot >= this.#uses.length) {
      this.#uses = grown(this.#uses, slot + 1);
      this.#weights = grown(this.#weights, slot + 1);
    }
    this.#uses[slot] = 1;
    this.reweighed(slot, weight);
    this.#leastWorthFirst.add(slot, this.#worth(slot));
  }

  hit(slot: number): void {
    this.#uses[slot] = this.#uses[slot]! + 1;
    this.#leastWorthFirst.set(slot, this.#worth(slot));
  }

  /** What has no bytes still takes an entry. */
  reweighed(slot: number, weight: number): void {
    this.#weights[slot] = Math.max(1, weight);
  }

  removed(slot: number, _key: number, evicted: boolean): void {
    if (evicted) this.#age = this.#leastWorthFirst.priority(slot);
    this.#leastWorthFirst.remove(slot);
  }

  victim(): number {
    return this.#leastWorthFirst.least();
  }

  check(): void {
    this.#leastWorthFirst.check();
  }

  #worth(slot: number): number {
    return this.#age + this.#uses[slot]! / this.#weights[slot]!;
  }
}

export const gdsf: EvictionDefinition<object> = {
  name: 'gdsf',
  summary: 'The entry with the fewest uses per byte leaves, and what was not used lately counts less: small and popular stays.',
  reference: 'Cherkasova, Improving WWW Proxies Performance with Greedy-Dual-Size-Frequency Caching Policy, HPL-98-69, 1998',
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: () => new Gdsf(),
};
