import type { Key } from '../../core/ids.js';
import { share } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy } from './eviction.js';
import { Ghosts } from './ghosts.js';
import { Segments } from './segments.js';

/** The paper's A1in, first in first out, and Am, the oldest use first. Its A1out are the ghosts. */
const NEW = 0;
const MAIN = 1;

interface TwoQOptions {
  readonly in: number;
  readonly out: number;
}

class TwoQ implements EvictionPolicy {
  readonly #segments = new Segments(2);
  readonly #ghosts: Ghosts;
  readonly #newest: number;
  #returning = false;

  constructor(options: TwoQOptions, context: EvictionContext) {
    this.#newest = Math.floor(context.capacity * options.in);
    this.#ghosts = new Ghosts(Math.floor(context.capacity * options.out), context.keyCount);
  }

  get remembered(): number {
    return this.#ghosts.length;
  }

  arriving(key: Key): void {
    this.#returning = this.#ghosts.remove(key);
  }

  inserted(slot: number, _key: Key, weight: number): void {
    this.#segments.append(this.#returning ? MAIN : NEW, slot, weight);
  }

  /** Uses soon after the first one are one and the same use, says the paper: they move nothing. */
  hit(slot: number): void {
    if (this.#segments.segmentOf(slot) === MAIN) this.#segments.move(slot, MAIN);
  }

  reweighed(slot: number, weight: number): void {
    this.#segments.reweigh(slot, weight);
  }

  removed(slot: number, key: Key, evicted: boolean): void {
    const segments = this.#segments;
    if (evicted && segments.segmentOf(slot) === NEW) this.#ghosts.add(key, segments.weightOf(slot));
    segments.remove(slot);
  }

  victim(): number {
    const segments = this.#segments;
    const fromNew = segments.weight(NEW) > this.#newest || segments.length(MAIN) === 0;
    return segments.first(fromNew ? NEW : MAIN);
  }

  check(): void {
    this.#segments.check();
    this.#ghosts.check();
  }
}

export const twoQ: EvictionDefinition<TwoQOptions> = {
  name: '2q',
  summary:
    'New entries pass through a queue and leave; a key that is asked for again soon after that enters the main part, where the one used the longest time ago leaves.',
  reference: 'Johnson, Shasha, 2Q: A Low Overhead High Performance Buffer Management Replacement Algorithm, VLDB 1994',
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      in: defaulted(share(), '25%', 'How much of the capacity is for new entries'),
      out: defaulted(share(), '50%', 'How much is remembered of what left the queue of new entries, as a share of the capacity'),
    }),
  create: (options, context) => new TwoQ(options, context),
};
