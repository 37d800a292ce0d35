import type { Nanoseconds } from '../../../core/time.js';

/** Wakes a thread's event loop, by a function given to it when it is made: at the instant that was last set or a little later, never before. */
export interface Alarm {
  /** Instead of whatever was set before; on the machine's clock, Infinity for never. */
  set(at: Nanoseconds): void;
  close(): void;
}
