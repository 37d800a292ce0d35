import { readFileSync } from 'node:fs';
import type { Nanoseconds } from '../../../core/time.js';

/** What the scheduler of the system has done with one thread since it was born. */
export interface ThreadTimes {
  /** On a core. */
  readonly ran: Nanoseconds;
  /** Ready to run, without a core. */
  readonly waited: Nanoseconds;
}

/** Of the thread that asks; null where the system does not tell (anything but Linux, or a kernel without schedstat). */
export function threadTimes(): ThreadTimes | null {
  try {
    return parseThreadTimes(readFileSync('/proc/thread-self/schedstat', 'utf8'));
  } catch {
    return null;
  }
}

/** Linux, Documentation/scheduler/sched-stats.rst: time on the core, time on a run queue (both in ns), slices of time. */
export function parseThreadTimes(text: string): ThreadTimes | null {
  const [ran, waited] = text.trim().split(/\s+/).map(Number);
  return Number.isFinite(ran) && Number.isFinite(waited) ? { ran: ran!, waited: waited! } : null;
}
