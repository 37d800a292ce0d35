import { SECOND, type Nanoseconds, NEVER } from '../../core/time.js';

/** A stretch of time in which the rate goes evenly from one value to another. */
export interface RateStretch {
  readonly for: Nanoseconds;
  /** Per second. */
  readonly from: number;
  readonly to: number;
}

/**
 * A rate that changes over time, by its integral: how many requests are expected until an instant. Asked the other way
 * round (when are x requests expected?), it turns evenly spaced numbers into exact arrivals, and those of a Poisson process
 * of rate 1 into a Poisson process with this rate (inversion, Cinlar 1975).
 */
export class RateProfile {
  readonly duration: Nanoseconds;
  /** The integral over the whole profile. */
  readonly total: number;
  readonly #stretches: readonly RateStretch[];
  readonly #starts: readonly Nanoseconds[];
  /** Expected before the stretch begins. */
  readonly #before: readonly number[];
  #stretch = 0;

  constructor(stretches: readonly RateStretch[]) {
    const starts = [0];
    const before = [0];
    for (const stretch of stretches) {
      starts.push(starts.at(-1)! + stretch.for);
      before.push(before.at(-1)! + expectedIn(stretch));
    }
    this.#stretches = stretches;
    this.#starts = starts;
    this.#before = before;
    this.duration = starts.at(-1)!;
    this.total = before.at(-1)!;
  }

  /** The instant before which `expected` requests are expected; NEVER beyond the total. Arguments never fall, but for `rewind`. */
  instantOf(expected: number): Nanoseconds {
    const last = this.#stretches.length;
    while (this.#stretch < last && expected >= this.#before[this.#stretch + 1]!) this.#stretch++;
    if (this.#stretch === last) return NEVER;
    const stretch = this.#stretches[this.#stretch]!;
    const within = timeWithin(stretch, expected - this.#before[this.#stretch]!);
    return this.#starts[this.#stretch]! + Math.min(within, stretch.for);
  }

  /** Begins at the first stretch again. */
  rewind(): void {
    this.#stretch = 0;
  }
}

function expectedIn(stretch: RateStretch): number {
  return (((stretch.from + stretch.to) / 2) * stretch.for) / SECOND;
}

/** Solves from * t + (to - from) * t * t / (2 * for) = expected, in the form that loses no digits. */
function timeWithin(stretch: RateStretch, expected: number): Nanoseconds {
  if (expected <= 0) return 0;
  if (stretch.from === stretch.to) return (expected * SECOND) / stretch.from;
  const slope = ((stretch.to - stretch.from) * SECOND) / stretch.for;
  const root = Math.sqrt(Math.max(0, stretch.from * stretch.from + 2 * slope * expected));
  return ((2 * expected) / (stretch.from + root)) * SECOND;
}
