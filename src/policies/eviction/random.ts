import { assert } from '../../core/assert.js';
import { object } from '../../language/schemas/structures.js';
import { stayUnderRandom } from '../../theory/characteristic-time.js';
import type { RandomStream } from '../../random/stream.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';
import { grown } from './grown.js';

class Random implements EvictionPolicy {
  readonly #stream: RandomStream;
  /** All slots in use, in no particular order, and where each stands. */
  #slots = new Int32Array(64);
  #places = new Int32Array(64);
  #length = 0;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  inserted(slot: number): void {
    if (slot >= this.#places.length) {
      this.#slots = grown(this.#slots, slot + 1);
      this.#places = grown(this.#places, slot + 1);
    }
    this.#places[slot] = this.#length;
    this.#slots[this.#length++] = slot;
  }

  hit(): void {}

  removed(slot: number): void {
    const last = this.#slots[--this.#length]!;
    const place = this.#places[slot]!;
    this.#slots[place] = last;
    this.#places[last] = place;
  }

  victim(): number {
    return this.#slots[this.#stream.below(this.#length)]!;
  }

  check(): void {
    for (let place = 0; place < this.#length; place++) {
      assert(this.#places[this.#slots[place]!] === place, 'an entry does not stand where it says');
    }
  }
}

export const random: EvictionDefinition<object> = {
  name: 'random',
  summary: 'Any entry leaves, each as likely as the others.',
  reference: "Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, 1966; Redis's allkeys-random",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  stay: stayUnderRandom,
  create: (_config, context) => new Random(context.stream('eviction')),
};
