import type { Nanoseconds } from '../../../core/time.js';

/** What the alarm thread and those it wakes share: a bell to ring it by, and when each wants to be woken. */
export class AlarmMemory {
  readonly bell: Int32Array;
  /** By subscriber, on the machine's clock; 0 for whoever wants nothing. */
  readonly wanted: Float64Array;

  private constructor(readonly buffer: SharedArrayBuffer) {
    this.bell = new Int32Array(buffer, 0, 2);
    this.wanted = new Float64Array(buffer, 8);
  }

  static of(subscribers: number): AlarmMemory {
    return new AlarmMemory(new SharedArrayBuffer(8 + 8 * subscribers));
  }

  static over(buffer: SharedArrayBuffer): AlarmMemory {
    return new AlarmMemory(buffer);
  }

  /** Asks to be woken at that instant instead of any other. */
  want(subscriber: number, at: Nanoseconds): void {
    this.wanted[subscriber] = at;
    Atomics.add(this.bell, 0, 1);
    Atomics.notify(this.bell, 0);
  }
}
