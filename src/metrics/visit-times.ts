import type { Nanoseconds } from '../core/time.js';
import type { SegmentedHistogram } from './segmented-histogram.js';

/** Visits are put into histograms so many at a time: a tight loop over each of their times takes less than a call for each. */
const BATCH = 256;

/** Where the times of visits go; null for what is not measured, since it would be 0 or the sojourn. */
export interface VisitHistograms {
  readonly sojourn: SegmentedHistogram;
  readonly waiting: SegmentedHistogram | null;
  readonly coreWaiting: SegmentedHistogram | null;
  /** What is left of the sojourn without both kinds of waiting. */
  readonly service: SegmentedHistogram | null;
}

/** The times of visits to one place, which go into several histograms at once: when there are enough, and at each edge of the timeline. */
export class VisitTimes {
  #count = 0;
  readonly #sojourns = new Float64Array(BATCH);
  readonly #queued = new Float64Array(BATCH);
  readonly #coreWaiting = new Float64Array(BATCH);
  readonly #histograms: VisitHistograms;

  constructor(histograms: VisitHistograms) {
    this.#histograms = histograms;
  }

  /** A visit is over. */
  record(sojourn: Nanoseconds, queued: Nanoseconds, coreWaiting: Nanoseconds): void {
    const at = this.#count;
    this.#sojourns[at] = sojourn;
    this.#queued[at] = queued;
    this.#coreWaiting[at] = coreWaiting;
    this.#count = at + 1;
    if (at === BATCH - 1) this.settle();
  }

  /** Puts what was recorded into the present segment. Throws InvariantError for anything but integers in [0, 2^53). */
  settle(): void {
    const count = this.#count;
    this.#count = 0;
    const { sojourn, waiting, coreWaiting, service } = this.#histograms;
    sojourn.recordAll(this.#sojourns, count);
    if (waiting !== null) waiting.recordAll(this.#queued, count);
    if (coreWaiting !== null) coreWaiting.recordAll(this.#coreWaiting, count);
    if (service === null) return;
    for (let at = 0; at < count; at++) {
      this.#sojourns[at] = this.#sojourns[at]! - this.#queued[at]! - this.#coreWaiting[at]!;
    }
    service.recordAll(this.#sojourns, count);
  }
}
