import { assert } from '../../core/assert.js';
import type { NodeId, Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Level } from '../../metrics/level.js';
import type { Kernel } from '../kernel.js';
import { type Processor, SHARED_WORK_DONE, WORK_DONE } from './processor.js';
import { SharedWork } from './shared-work.js';

/**
 * Cores that all present work shares evenly (egalitarian processor sharing; Kleinrock 1967). Work is followed in virtual
 * time, which advances by what each piece of work receives: a piece is done when virtual time reaches its own tag.
 */
export class SharingProcessor implements Processor {
  /** What a piece of work that was present all the time would have received. */
  #received = 0;
  /** For how long it would have been on a core: the same as received, but for the speed. */
  #occupied = 0;
  #since: Nanoseconds = 0;
  #paused = false;
  /** The kernel's slot of the event for the earliest piece; -1 when there is none. */
  #next = -1;
  readonly #present = new SharedWork();

  constructor(
    private readonly kernel: Kernel,
    private readonly owner: NodeId,
    private speed: number,
    readonly cores: number,
    readonly busyCores: Level,
  ) {}

  work(amount: Nanoseconds, code: number, payload: Payload): number {
    this.#advance();
    const slot = this.kernel.park(WORK_DONE, this.owner, code, payload, amount);
    this.#present.add(slot, this.#received + amount, this.kernel.now, this.#occupied);
    this.#reschedule();
    return slot;
  }

  /** The earliest piece is done: it becomes an ordinary WORK_DONE of this instant. */
  release(): void {
    this.#next = -1;
    this.#advance();
    assert(this.#present.size > 0, 'a shared processor finished work that it does not have');
    const slot = this.#present.first();
    this.#present.remove(slot);
    // The clock has whole nanoseconds only: by this much the piece was done before this instant.
    const early = (this.#received - this.#present.tagOf(slot)) / this.speed;
    const elapsed = this.kernel.now - this.#present.beganOf(slot);
    const occupied = this.#occupied - this.#present.occupiedOf(slot) - early;
    this.kernel.setValue(slot, Math.min(elapsed, Math.round(occupied)));
    this.kernel.start(slot, this.kernel.now);
    this.#reschedule();
  }

  finished(): void {}

  cancel(slot: number): void {
    this.#advance();
    if (this.#present.has(slot)) this.#present.remove(slot);
    this.kernel.drop(slot);
    this.#reschedule();
  }

  setSpeed(speed: number): void {
    this.#advance();
    this.speed = speed;
    this.#reschedule();
  }

  pause(): void {
    this.#advance();
    this.#paused = true;
    this.#reschedule();
  }

  resume(): void {
    this.#since = this.kernel.now;
    this.#paused = false;
    this.#reschedule();
  }

  clear(): void {
    for (const slot of this.kernel.pendingSlots((kind, target) => kind === WORK_DONE && target === this.owner))
      this.kernel.drop(slot);
    this.#present.clear();
    this.#paused = false;
    this.#reschedule();
  }

  /** How much of a core each piece of work has. */
  #share(): number {
    return this.#paused ? 0 : Math.min(1, this.cores / this.#present.size);
  }

  #advance(): void {
    const now = this.kernel.now;
    if (this.#present.size > 0) {
      const occupied = (now - this.#since) * this.#share();
      this.#occupied += occupied;
      this.#received += occupied * this.speed;
    } else {
      // Nobody is present: virtual time may start again, which keeps it small and therefore exact.
      this.#occupied = 0;
      this.#received = 0;
    }
    this.#since = now;
  }

  #reschedule(): void {
    if (this.#next >= 0) this.kernel.drop(this.#next);
    this.#next = -1;
    const { size } = this.#present;
    this.busyCores.set(this.#paused ? 0 : Math.min(this.cores, size));
    if (size === 0 || this.#paused) return;
    const missing = this.#present.tagOf(this.#present.first()) - this.#received;
    const left = Math.max(0, Math.ceil(missing / (this.speed * this.#share()) - 1e-6));
    this.#next = this.kernel.schedule(this.kernel.now + left, SHARED_WORK_DONE, this.owner, 0, null, 0);
  }
}
