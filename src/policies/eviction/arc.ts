import { assert } from '../../core/assert.js';
import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy } from './eviction.js';
import { Ghosts } from './ghosts.js';
import { Segments } from './segments.js';

/** The paper's T1, used once, and T2, used more often, both with the oldest use first. */
const ONCE = 0;
const OFTEN = 1;

/**
 * Figure 4 of the paper, with a target that is a real number. It forgets the oldest ghosts after the replacement instead of
 * before, which leaves the same ones, and also keeps its bounds where entries are invalidated.
 */
class Arc implements EvictionPolicy {
  readonly #entries = new Segments(2);
  /** B1 and B2: what was evicted from T1 and T2. */
  readonly #onceGhosts: Ghosts;
  readonly #oftenGhosts: Ghosts;
  readonly #capacity: number;
  /** The p of the paper: how much of the capacity T1 should have. */
  #target = 0;
  #from: 'nowhere' | 'once' | 'often' = 'nowhere';

  constructor(context: EvictionContext) {
    this.#capacity = context.capacity;
    this.#onceGhosts = new Ghosts(Infinity, context.keyCount);
    this.#oftenGhosts = new Ghosts(Infinity, context.keyCount);
  }

  get remembered(): number {
    return this.#onceGhosts.length + this.#oftenGhosts.length;
  }

  arriving(key: Key, weight: number): void {
    const once = this.#onceGhosts;
    const often = this.#oftenGhosts;
    if (once.has(key)) {
      this.#target = Math.min(this.#capacity, this.#target + weight * ratioOf(often, once));
      this.#from = 'once';
      once.remove(key);
    } else if (often.has(key)) {
      this.#target = Math.max(0, this.#target - weight * ratioOf(once, often));
      this.#from = 'often';
      often.remove(key);
    } else this.#from = 'nowhere';
  }

  inserted(slot: number, _key: Key, weight: number): void {
    this.#entries.append(this.#from === 'nowhere' ? ONCE : OFTEN, slot, weight);
    this.#from = 'nowhere';
    this.#forgetSurplus();
  }

  hit(slot: number): void {
    this.#entries.move(slot, OFTEN);
  }

  reweighed(slot: number, weight: number): void {
    this.#entries.reweigh(slot, weight);
    this.#forgetSurplus();
  }

  removed(slot: number, key: Key, evicted: boolean): void {
    const entries = this.#entries;
    if (evicted) {
      const ghosts = entries.segmentOf(slot) === ONCE ? this.#onceGhosts : this.#oftenGhosts;
      ghosts.add(key, entries.weightOf(slot));
    }
    entries.remove(slot);
  }

  victim(): number {
    const entries = this.#entries;
    const weight = entries.weight(ONCE);
    const tooMuch = weight > this.#target || (weight === this.#target && this.#from === 'often');
    const fromOnce = entries.length(ONCE) > 0 && (tooMuch || entries.length(OFTEN) === 0);
    return entries.first(fromOnce ? ONCE : OFTEN);
  }

  check(): void {
    this.#entries.check();
    this.#onceGhosts.check();
    this.#oftenGhosts.check();
    assert(this.#target >= 0 && this.#target <= this.#capacity, 'the target of an ARC lies outside of its capacity');
    assert(this.#recent() <= this.#capacity, 'an ARC remembers more of what was used once than it may');
    assert(this.#all() <= 2 * this.#capacity, 'an ARC remembers more than twice its capacity');
  }

  #forgetSurplus(): void {
    while (this.#recent() > this.#capacity && this.#onceGhosts.length > 0) this.#onceGhosts.forgetOldest();
    while (this.#all() > 2 * this.#capacity && this.#oftenGhosts.length > 0) this.#oftenGhosts.forgetOldest();
  }

  #recent(): number {
    return this.#entries.weight(ONCE) + this.#onceGhosts.weight;
  }

  #all(): number {
    return this.#recent() + this.#entries.weight(OFTEN) + this.#oftenGhosts.weight;
  }
}

/** How much larger the one list of ghosts is than the other; at least 1. */
function ratioOf(larger: Ghosts, smaller: Ghosts): number {
  return Math.max(1, larger.weight / smaller.weight);
}

export const arc: EvictionDefinition<object> = {
  name: 'arc',
  summary:
    'Entries used once and entries used more often share the capacity; what was evicted too early, on one side or the other, moves the border.',
  reference: 'Megiddo, Modha, ARC: A Self-Tuning, Low Overhead Replacement Cache, FAST 2003',
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: (_config, context) => new Arc(context),
};
