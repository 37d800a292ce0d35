import { share } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy } from './eviction.js';
import { Segments } from './segments.js';

const ON_PROBATION = 0;
const PROTECTED = 1;

interface SlruOptions {
  readonly protected: number;
}

/** Both segments have the entry that was used the longest time ago first. */
class Slru implements EvictionPolicy {
  readonly #segments = new Segments(2);
  readonly #protected: number;

  constructor(options: SlruOptions, context: EvictionContext) {
    this.#protected = Math.floor(context.capacity * options.protected);
  }

  inserted(slot: number, _key: number, weight: number): void {
    this.#segments.append(ON_PROBATION, slot, weight);
  }

  hit(slot: number): void {
    const segments = this.#segments;
    segments.move(slot, PROTECTED);
    while (segments.weight(PROTECTED) > this.#protected) segments.move(segments.first(PROTECTED), ON_PROBATION);
  }

  reweighed(slot: number, weight: number): void {
    this.#segments.reweigh(slot, weight);
  }

  removed(slot: number): void {
    this.#segments.remove(slot);
  }

  victim(): number {
    const first = this.#segments.first(ON_PROBATION);
    return first < 0 ? this.#segments.first(PROTECTED) : first;
  }

  check(): void {
    this.#segments.check();
  }
}

export const slru: EvictionDefinition<SlruOptions> = {
  name: 'slru',
  summary: 'What is used a second time is protected; what leaves is the oldest of what is not, or was pushed out of protection.',
  reference: 'Karedla, Love, Wherry, Caching Strategies to Improve Disk System Performance, IEEE Computer 1994',
  engines: ['virtual', 'live'],
  schema: () => object({ protected: defaulted(share(), '80%', 'How much of the capacity is for what was used more than once') }),
  create: (options, context) => new Slru(options, context),
};
