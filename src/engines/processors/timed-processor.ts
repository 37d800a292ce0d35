import type { NodeId, Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Kernel } from '../kernel.js';
import { type Processor, WORK_DONE } from './processor.js';

/** Work that runs at the host's speed from the moment it begins until it is done: each piece is one event of the kernel. */
export abstract class TimedProcessor implements Processor {
  /** What is left of each running piece of work while the host is paused, by slot; null while it runs. */
  #held: Map<number, Nanoseconds> | null = null;

  constructor(
    protected readonly kernel: Kernel,
    protected readonly owner: NodeId,
    protected speed: number,
  ) {}

  abstract work(amount: Nanoseconds, code: number, payload: Payload): number;
  abstract finished(): void;
  abstract cancel(slot: number): void;

  setSpeed(speed: number): void {
    const ratio = this.speed / speed;
    this.speed = speed;
    const stretch = (slot: number, left: Nanoseconds): Nanoseconds => {
      const stretched = Math.round(left * ratio);
      this.kernel.setValue(slot, this.kernel.valueOf(slot) - left + stretched);
      return stretched;
    };
    if (this.#held !== null) {
      for (const [slot, left] of this.#held) this.#held.set(slot, stretch(slot, left));
      return;
    }
    for (const slot of this.#running()) {
      const left = this.halt(slot);
      this.run(slot, stretch(slot, left));
    }
  }

  pause(): void {
    this.#held = new Map();
    for (const slot of this.#running()) this.#held.set(slot, this.halt(slot));
  }

  resume(): void {
    for (const [slot, left] of this.#held!) this.run(slot, left);
    this.#held = null;
  }

  clear(): void {
    this.#held = null;
    for (const slot of this.#all()) this.kernel.drop(slot);
  }

  /** Puts a parked piece on its core; it is done when that long has passed there. */
  protected run(slot: number, left: Nanoseconds): void {
    this.kernel.start(slot, this.kernel.now + left);
  }

  /** Takes a piece off its core and parks it; answers how much of it is left. */
  protected halt(slot: number): Nanoseconds {
    // In real time it may be overdue.
    return Math.max(0, this.kernel.stop(slot) - this.kernel.now);
  }

  protected isRunning(slot: number): boolean {
    return this.kernel.isScheduled(slot);
  }

  /** In the order in which they began, which is kept where they end at one instant. */
  #running(): number[] {
    const running = this.#all().filter((slot) => this.isRunning(slot));
    return running.toSorted((left, right) => this.kernel.sequenceOf(left) - this.kernel.sequenceOf(right));
  }

  #all(): number[] {
    return this.kernel.pendingSlots((kind, target) => kind === WORK_DONE && target === this.owner);
  }
}
