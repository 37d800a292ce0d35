import type { Key } from '../../core/ids.js';
import { count, share } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { EvictionContext, EvictionDefinition, EvictionPolicy } from './eviction.js';
import { Ghosts } from './ghosts.js';
import { grown } from './grown.js';
import { Segments } from './segments.js';

const SMALL = 0;
const MAIN = 1;
/** Uses are counted with two bits. */
const MOST_USES = 3;

interface S3FifoOptions {
  readonly small: number;
  readonly ghosts: number;
  readonly 'promote-after': number;
}

class S3Fifo implements EvictionPolicy {
  readonly #queues = new Segments(2);
  readonly #ghosts: Ghosts;
  readonly #main: number;
  readonly #promoteAfter: number;
  #uses = new Uint8Array(64);
  #returning = false;

  constructor(options: S3FifoOptions, { capacity, keyCount }: EvictionContext) {
    this.#main = capacity - Math.max(1, Math.floor(capacity * options.small));
    this.#ghosts = new Ghosts(Math.floor(capacity * options.ghosts), keyCount);
    this.#promoteAfter = options['promote-after'];
  }

  get remembered(): number {
    return this.#ghosts.length;
  }

  arriving(key: Key): void {
    this.#returning = this.#ghosts.remove(key);
  }

  inserted(slot: number, _key: Key, weight: number): void {
    if (slot >= this.#uses.length) this.#uses = grown(this.#uses, slot + 1);
    this.#uses[slot] = 0;
    this.#queues.append(this.#returning ? MAIN : SMALL, slot, weight);
    this.#returning = false;
  }

  hit(slot: number): void {
    if (this.#uses[slot]! < MOST_USES) this.#uses[slot] = this.#uses[slot]! + 1;
  }

  reweighed(slot: number, weight: number): void {
    this.#queues.reweigh(slot, weight);
  }

  removed(slot: number, key: Key, evicted: boolean): void {
    const queues = this.#queues;
    if (evicted && queues.segmentOf(slot) === SMALL) this.#ghosts.add(key, queues.weightOf(slot));
    queues.remove(slot);
  }

  victim(): number {
    const queues = this.#queues;
    if (queues.weight(MAIN) <= this.#main) {
      for (let slot = queues.first(SMALL); slot >= 0; slot = queues.first(SMALL)) {
        if (this.#uses[slot]! < this.#promoteAfter) return slot;
        this.#uses[slot] = 0;
        queues.move(slot, MAIN);
      }
    }
    return this.#victimOfMain();
  }

  check(): void {
    this.#queues.check();
    this.#ghosts.check();
  }

  #victimOfMain(): number {
    const queues = this.#queues;
    let slot = queues.first(MAIN);
    if (slot < 0) return queues.first(SMALL);
    while (this.#uses[slot]! > 0) {
      this.#uses[slot] = this.#uses[slot]! - 1;
      queues.move(slot, MAIN);
      slot = queues.first(MAIN);
    }
    return slot;
  }
}

export const s3Fifo: EvictionDefinition<S3FifoOptions> = {
  name: 's3-fifo',
  summary:
    'A small queue lets out quickly what is used only once; what was used meanwhile, or is asked for again soon after it left, gets into the main queue.',
  reference: 'Yang et al., FIFO Queues Are All You Need for Cache Eviction, SOSP 2023; the defaults are those of libCacheSim',
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      small: defaulted(share(), '10%', 'How much of the capacity is for the small queue'),
      ghosts: defaulted(share(), '90%', 'How much is remembered of what left the small queue, as a share of the capacity'),
      'promote-after': defaulted(
        count({ min: 1, max: MOST_USES }),
        '2',
        'How many uses in the small queue lead to the main queue',
      ),
    }),
  create: (options, context) => new S3Fifo(options, context),
};
