import type { Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';

/** Kind of the kernel's event for a piece of work that is done: its value is how long it was on a core. */
export const WORK_DONE = 1;
/** The kernel's event for the earliest of all work that shares a processor; only the processor knows which it is. */
export const SHARED_WORK_DONE = 2;

/** The engine's side of `work`: where pieces of work wait for a core and how long they hold it. One per instance. */
export interface Processor {
  /** Answers the kernel's slot of the work, by which it can be taken back. */
  work(amount: Nanoseconds, code: number, payload: Payload): number;
  /** A WORK_DONE of this processor has just been taken out of the kernel: its core goes to the next in line. */
  finished(): void;
  cancel(slot: number): void;
  setSpeed(speed: number): void;
  pause(): void;
  resume(): void;
  /** The host has crashed: all work is gone. */
  clear(): void;
}
