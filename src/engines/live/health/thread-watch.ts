import { type IntervalHistogram, monitorEventLoopDelay, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { MILLISECOND } from '../../../core/time.js';
import type { ThreadResult } from '../../../metrics/machine-result.js';
import { machineTime } from '../clock.js';
import { threadTimes } from './thread-times.js';

/** How often the event loop is asked, in ms: a stop that is shorter is seen by chance only, and asking costs little. */
const EVERY = 5;

/** Watches the thread in which it was made, until it is stopped. */
export class ThreadWatch {
  readonly #name: string;
  readonly #began = machineTime();
  readonly #before = threadTimes();
  readonly #delays: IntervalHistogram;
  readonly #collections: PerformanceObserver;
  #count = 0;
  #total = 0;
  #longest = 0;

  constructor(name: string) {
    this.#name = name;
    this.#delays = monitorEventLoopDelay({ resolution: EVERY });
    this.#delays.enable();
    this.#collections = new PerformanceObserver((list) => this.#paused(list.getEntries()));
    this.#collections.observe({ entryTypes: ['gc'] });
  }

  stop(): ThreadResult {
    this.#delays.disable();
    this.#paused(this.#collections.takeRecords());
    this.#collections.disconnect();
    const [now, before] = [threadTimes(), this.#before];
    const lasted = machineTime() - this.#began;
    const known = now !== null && before !== null && lasted > 0;
    return {
      name: this.#name,
      lag: { p50: this.#late(50), p99: this.#late(99), max: this.#late(100) },
      pauses: { count: this.#count, total: this.#total, max: this.#longest },
      cpu: known ? (now.ran - before.ran) / lasted : null,
      waited: known ? (now.waited - before.waited) / lasted : null,
    };
  }

  #paused(entries: readonly PerformanceEntry[]): void {
    for (const { duration } of entries) {
      this.#count++;
      this.#total += duration;
      this.#longest = Math.max(this.#longest, duration);
    }
  }

  /** What is recorded is the time from one look to the next, the agreed time between them included. */
  #late(percentile: number): number {
    if (this.#delays.count === 0) return 0;
    const between = percentile === 100 ? this.#delays.max : this.#delays.percentile(percentile);
    return Math.max(0, between / MILLISECOND - EVERY);
  }
}
