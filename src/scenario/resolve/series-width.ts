import type { Nanoseconds } from '../../core/time.js';

const MOST_BUCKETS = 200;

/** How the duration is cut for pictures over time: at most 200 buckets, each 1, 2 or 5 times a power of ten nanoseconds long. */
export function seriesOf(duration: Nanoseconds): { readonly width: Nanoseconds; readonly count: number } {
  let power = 1;
  for (;;) {
    for (const step of [1, 2, 5]) {
      const width = step * power;
      if (Math.ceil(duration / width) <= MOST_BUCKETS) return { width, count: Math.ceil(duration / width) };
    }
    power *= 10;
  }
}
