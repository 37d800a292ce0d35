import type { Nanoseconds } from '../../core/time.js';
import { duration } from '../../language/schemas/scalars.js';
import { defaulted } from '../../language/schemas/structures.js';
import type { BalancingContext } from './balancer.js';

/** How many requests of this caller are in flight at each target, as its policy sees it: always, or as of the last reading. */
export class InFlight {
  /** What the policy goes by; look at it after `look()` only. */
  readonly seen: Int32Array;
  readonly #actual: Int32Array;
  readonly #period: Nanoseconds;
  readonly #context: BalancingContext;
  #nextReading: Nanoseconds = 0;

  /** The numbers are read off at each multiple of `period`; 0 is always. */
  constructor(context: BalancingContext, period: Nanoseconds = 0) {
    this.#actual = new Int32Array(context.targets.count);
    this.seen = period === 0 ? this.#actual : new Int32Array(context.targets.count);
    this.#period = period;
    this.#context = context;
  }

  look(): void {
    if (this.#period > 0) this.#read();
  }

  sent(target: number): void {
    if (this.#period > 0) this.#read();
    this.#actual[target]!++;
  }

  returned(target: number): void {
    if (this.#period > 0) this.#read();
    this.#actual[target]!--;
  }

  /** Nothing has changed since the last reading was due but for what comes now, so that it can still be made. */
  #read(): void {
    const now = this.#context.now();
    if (now < this.#nextReading) return;
    this.seen.set(this.#actual);
    this.#nextReading = (Math.floor(now / this.#period) + 1) * this.#period;
  }
}

export interface ReadingFields {
  readonly 'read-every': Nanoseconds;
}

/** The key of policies that may go by old numbers. */
export function readingFields() {
  return {
    'read-every': defaulted(
      duration(),
      '0ms',
      'How often the numbers in flight are read off, as from a monitoring system; 0ms is always',
    ),
  };
}
