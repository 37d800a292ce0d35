import { performance } from 'node:perf_hooks';
import type { Nanoseconds } from '../../core/time.js';

const NANOSECONDS_PER_MILLISECOND = 1e6;

/** From this thread's `performance.now()` to the machine's monotonic clock, which all threads share. */
const offset = offsetOfThread();

/** The machine's monotonic clock in nanoseconds; the same in every thread of every process. */
export function machineTime(): Nanoseconds {
  return Math.round(performance.now() * NANOSECONDS_PER_MILLISECOND + offset);
}

/**
 * The clock of a run: the machine's, or one that goes so many times slower than it. In slow motion everything that a node
 * waits for takes longer, but not what the machine itself is slow at.
 */
export class RunClock {
  constructor(private readonly slowMotion: number) {}

  /** In nanoseconds of the run, from an origin that all threads share. */
  now(): Nanoseconds {
    return this.slowMotion === 1 ? machineTime() : Math.round(machineTime() / this.slowMotion);
  }

  /** An instant of this clock on the machine's; a duration in the machine's nanoseconds. */
  onMachine(at: Nanoseconds): Nanoseconds {
    return at * this.slowMotion;
  }
}

/** The shortest of several looks: whatever comes between the two readings makes the difference larger. */
function offsetOfThread(): number {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 20; look++) {
    const before = performance.now();
    least = Math.min(least, Number(process.hrtime.bigint()) - before * NANOSECONDS_PER_MILLISECOND);
  }
  return least;
}
