import type { NodeId, Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Level } from '../../metrics/level.js';
import type { Kernel } from '../kernel.js';
import { WORK_DONE } from './processor.js';
import { TimedProcessor } from './timed-processor.js';

const FIRST_LENGTH = 16;

/** A number of cores, each of which runs one piece of work to its end; the others wait, first come, first served. */
export class CoreProcessor extends TimedProcessor {
  #busy = 0;
  /** Waiting work in a ring, by slot and its generation; work that was taken back is passed over when its turn comes. */
  #slots: Int32Array = new Int32Array(FIRST_LENGTH);
  #generations: Int32Array = new Int32Array(FIRST_LENGTH);
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
      const slot = this.#slots[this.#head]!;
      const generation = this.#generations[this.#head]!;
      this.#head = (this.#head + 1) & (this.#slots.length - 1);
      this.#length--;
      if (this.kernel.generationOf(slot) === generation) {
        this.#begin(slot);
        return;
      }
    }
    this.busyCores.set(--this.#busy);
  }

  cancel(slot: number): void {
    const running = this.isRunning(slot);
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
    this.run(slot, stretched);
  }

  #queue(slot: number): void {
    if (this.#length === this.#slots.length) this.#grow();
    const at = (this.#head + this.#length++) & (this.#slots.length - 1);
    this.#slots[at] = slot;
    this.#generations[at] = this.kernel.generationOf(slot);
  }

  #grow(): void {
    this.#slots = unrolled(this.#slots, this.#head);
    this.#generations = unrolled(this.#generations, this.#head);
    this.#head = 0;
  }
}

/** A full ring of twice the length, which begins at its head. */
function unrolled(ring: Int32Array, head: number): Int32Array {
  const larger = new Int32Array(ring.length * 2);
  larger.set(ring.subarray(head));
  larger.set(ring.subarray(0, head), ring.length - head);
  return larger;
}
