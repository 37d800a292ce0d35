import type { Key } from '../../core/ids.js';
import { share } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import { FrequencySketch } from '../admission/frequency-sketch.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy } from './eviction.js';
import { grown } from './grown.js';
import { Segments } from './segments.js';

const WINDOW = 0;
const ON_PROBATION = 1;
const PROTECTED = 2;

const REFUSE = -1;

interface WTinyLfuOptions {
  readonly window: number;
  readonly protected: number;
}

/** What leaves the window has to be used more often than what it would push out of the main part, or leaves altogether. */
class WTinyLfu implements EvictionPolicy {
  readonly #segments = new Segments(3);
  readonly #sketch = new FrequencySketch(false);
  readonly #window: number;
  readonly #protected: number;
  #keys = new Float64Array(64);
  #entries = 0;
  #arriving = 0;

  constructor(options: WTinyLfuOptions, { capacity }: EvictionContext) {
    const main = Math.floor(capacity * (1 - options.window) + 1e-9);
    this.#window = capacity - main;
    this.#protected = Math.floor(main * options.protected + 1e-9);
  }

  arriving(key: Key, weight: number): void {
    this.#sketch.add(key);
    this.#arriving = weight;
  }

  inserted(slot: number, key: Key, weight: number): void {
    if (slot >= this.#keys.length) this.#keys = grown(this.#keys, slot + 1);
    this.#keys[slot] = key;
    this.#segments.append(WINDOW, slot, weight);
    this.#sketch.ensure(++this.#entries);
    this.#arriving = 0;
    while (this.#segments.weight(WINDOW) > this.#window) this.#segments.move(this.#segments.first(WINDOW), ON_PROBATION);
  }

  hit(slot: number): void {
    const segments = this.#segments;
    this.#sketch.add(this.#keys[slot]!);
    if (segments.segmentOf(slot) === WINDOW) {
      segments.move(slot, WINDOW);
      return;
    }
    segments.move(slot, PROTECTED);
    while (segments.weight(PROTECTED) > this.#protected) segments.move(segments.first(PROTECTED), ON_PROBATION);
  }

  reweighed(slot: number, weight: number): void {
    this.#segments.reweigh(slot, weight);
  }

  removed(slot: number): void {
    this.#segments.remove(slot);
    this.#entries--;
  }

  victim(incoming: Key): number {
    const segments = this.#segments;
    if (segments.weight(WINDOW) + this.#arriving <= this.#window) return this.#firstToLeave();
    const candidate = segments.first(WINDOW);
    if (candidate < 0) {
      // The window is too small for the incoming one: it has to compete at once.
      const victim = this.#firstToLeave();
      return this.#usedMoreOften(incoming, victim) ? victim : REFUSE;
    }
    segments.move(candidate, ON_PROBATION);
    const victim = segments.first(ON_PROBATION);
    return this.#usedMoreOften(this.#keys[candidate]!, victim) ? victim : candidate;
  }

  check(): void {
    this.#segments.check();
  }

  #firstToLeave(): number {
    const segments = this.#segments;
    if (segments.length(ON_PROBATION) > 0) return segments.first(ON_PROBATION);
    return segments.first(segments.length(PROTECTED) > 0 ? PROTECTED : WINDOW);
  }

  #usedMoreOften(key: Key, victim: number): boolean {
    return this.#sketch.count(key) > this.#sketch.count(this.#keys[victim]!);
  }
}

export const wTinyLfu: EvictionDefinition<WTinyLfuOptions> = {
  name: 'w-tinylfu',
  summary:
    'New entries pass through a small window; what leaves it stays only if it was lately used more often than what it pushes out of the main part, a segmented LRU.',
  reference: "Einziger, Friedman, Manes, TinyLFU, ACM Transactions on Storage 2017; Caffeine's WindowTinyLfu with a fixed window",
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      window: defaulted(share(), '1%', 'How much of the capacity is for the window'),
      protected: defaulted(share(), '80%', 'How much of the main part is for what was used more than once'),
    }),
  create: (options, context) => new WTinyLfu(options, context),
};
