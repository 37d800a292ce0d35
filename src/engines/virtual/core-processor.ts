import type { NodeId, Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Level } from '../../metrics/level.js';
import type { Kernel } from './kernel.js';
import { WORK_DONE } from './processor.js';
import { TimedProcessor } from './timed-processor.js';

const FIRST_LENGTH = 16;

/** A number of cores, each of which runs one piece of work to its end; the others wait, first come, first served. */
export class CoreProcessor extends TimedProcessor {
  #busy = 0;
  /** Ids of waiting work in a ring; one that was taken back is passed over when its turn comes. */
  #line = new Float64Array(FIRST_LENGTH);
  #head = 0;
  #length = 0;

  constructor(
    kernel: Kernel,
    owner: NodeId,
    speed: number,
    readonly cores: number,
    readonly busyCores: Level,
  ) {
    super(kernel, owner, speed);
  }

  work(amount: Nanoseconds, code: number, payload: Payload): number {
    const slot = this.kernel.park(WORK_DONE, this.owner, code, payload, amount);
    if (this.#busy < this.cores) {
      this.busyCores.set(++this.#busy);
      this.#begin(slot);
    } else {
      this.#queue(slot);
    }
    return slot;
  }

  finished(): void {
    while (this.#length > 0) {
      const slot = this.kernel.slotOf(this.#line[this.#head]!);
      this.#head = (this.#head + 1) & (this.#line.length - 1);
      this.#length--;
      if (slot >= 0) {
        this.#begin(slot);
        return;
      }
    }
    this.busyCores.set(--this.#busy);
  }

  cancel(slot: number): void {
    const running = this.kernel.isScheduled(slot);
    this.kernel.drop(slot);
    if (running) this.finished();
  }

  override clear(): void {
    super.clear();
    this.#busy = 0;
    this.#length = 0;
  }

  #begin(slot: number): void {
    const amount = this.kernel.valueOf(slot);
    const stretched = this.speed === 1 ? amount : Math.round(amount / this.speed);
    this.kernel.setValue(slot, stretched);
    this.kernel.start(slot, this.kernel.now + stretched);
  }

  #queue(slot: number): void {
    if (this.#length === this.#line.length) this.#grow();
    this.#line[(this.#head + this.#length) & (this.#line.length - 1)] = this.kernel.idOf(slot);
    this.#length++;
  }

  #grow(): void {
    const old = this.#line;
    this.#line = Float64Array.from({ length: old.length * 2 }, (_, index) =>
      index < old.length ? old[(this.#head + index) & (old.length - 1)]! : 0,
    );
    this.#head = 0;
  }
}
