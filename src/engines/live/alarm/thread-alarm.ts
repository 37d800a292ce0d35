import type { MessagePort } from 'node:worker_threads';
import type { Nanoseconds } from '../../../core/time.js';
import { machineTime } from '../clock.js';
import { AlarmMemory } from './alarm-memory.js';
import type { Alarm } from './alarm.js';
import type { AlarmSeat } from './alarm-thread.js';

/**
 * So long before its time a thread is woken. How long waking takes differs from machine to machine, and is learnt: a wake that
 * came too late makes it longer by more than one in time makes it shorter, so that nine of ten come in time.
 */
const LEAST_EARLY = 50_000;
const MOST_EARLY = 400_000;
const FIRST_EARLY = 150_000;
const LONGER = 18_000;
const SHORTER = 2000;

/** Wakes its thread's event loop at an instant, exact to some tens of microseconds. */
export class ThreadAlarm implements Alarm {
  readonly #memory: AlarmMemory;
  readonly #subscriber: number;
  readonly #port: MessagePort;
  readonly #wake: () => void;
  /** When it is to ring; Infinity where it is not. */
  #due: Nanoseconds = Number.POSITIVE_INFINITY;
  /** When the alarm thread will wake us; Infinity where it will not. Woken too early, we ask again: that costs less than to take it back. */
  #asked: Nanoseconds = Number.POSITIVE_INFINITY;
  /** The event loop turns until the time has come. */
  #near = false;
  #early = FIRST_EARLY;

  constructor(seat: AlarmSeat, wake: () => void) {
    this.#memory = AlarmMemory.over(seat.memory);
    this.#subscriber = seat.subscriber;
    this.#port = seat.port;
    this.#wake = wake;
    this.#port.on('message', () => {
      this.#asked = Number.POSITIVE_INFINITY;
      this.#learn();
      this.#approach();
    });
  }

  set(at: Nanoseconds): void {
    if (at === this.#due) return;
    this.#due = at;
    if (at === Number.POSITIVE_INFINITY) return;
    if (at - machineTime() <= this.#early) this.#approach();
    else this.#ask();
  }

  close(): void {
    this.#due = Number.POSITIVE_INFINITY;
    this.#port.close();
  }

  #learn(): void {
    const early = machineTime() > this.#due ? this.#early + LONGER : this.#early - SHORTER;
    this.#early = Math.min(MOST_EARLY, Math.max(LEAST_EARLY, early));
  }

  #ask(): void {
    const at = this.#due - this.#early;
    if (at >= this.#asked) return;
    this.#asked = at;
    this.#memory.want(this.#subscriber, at);
  }

  /** Woken early, the event loop turns until the time has come: sockets are served meanwhile. */
  #approach(): void {
    if (this.#near) return;
    this.#near = true;
    setImmediate(this.#look);
  }

  readonly #look = (): void => {
    const left = this.#due - machineTime();
    if (left > this.#early) {
      this.#near = false;
      if (this.#due !== Number.POSITIVE_INFINITY) this.#ask();
      return;
    }
    if (left > 0) {
      setImmediate(this.#look);
      return;
    }
    this.#near = false;
    this.#due = Number.POSITIVE_INFINITY;
    this.#wake();
  };
}
