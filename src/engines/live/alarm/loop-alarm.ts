import type { Nanoseconds } from '../../../core/time.js';
import { machineTime } from '../clock.js';
import type { Alarm } from './alarm.js';

const LONGEST = 0x7fff_ffff;

/** The timers of the event loop itself: exact to a millisecond, and without a further thread. */
export class LoopAlarm implements Alarm {
  readonly #wake: () => void;
  #due: Nanoseconds = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  constructor(wake: () => void) {
    this.#wake = wake;
  }

  set(at: Nanoseconds): void {
    if (at === this.#due) return;
    this.close();
    this.#due = at;
    if (at !== Number.POSITIVE_INFINITY) this.#wait();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Number.POSITIVE_INFINITY;
  }

  #wait(): void {
    const left = Math.ceil((this.#due - machineTime()) / 1e6);
    this.#timer = setTimeout(() => this.#look(), Math.min(LONGEST, Math.max(0, left)));
  }

  #look(): void {
    if (machineTime() < this.#due) {
      this.#wait();
      return;
    }
    this.close();
    this.#wake();
  }
}
