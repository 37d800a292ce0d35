import { assert } from '../../core/assert.js';
import type { NodeId, Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Level } from '../../metrics/level.js';
import type { Kernel } from './kernel.js';
import { type Processor, SHARED_WORK_DONE, WORK_DONE } from './processor.js';

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
  /** A binary heap of the present work by tag, then by arrival. */
  readonly #heap: SharedWork[] = [];
  #arrivals = 0;

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
    this.#push({ slot, tag: this.#received + amount, order: this.#arrivals++, began: this.kernel.now, occupied: this.#occupied });
    this.#reschedule();
    return slot;
  }

  /** The earliest piece is done: it becomes an ordinary WORK_DONE of this instant. */
  release(): void {
    this.#next = -1;
    this.#advance();
    const work = this.#pop();
    // The clock has whole nanoseconds only: by this much the piece was done before this instant.
    const early = (this.#received - work.tag) / this.speed;
    const elapsed = this.kernel.now - work.began;
    this.kernel.setValue(work.slot, Math.min(elapsed, Math.round(this.#occupied - work.occupied - early)));
    this.kernel.start(work.slot, this.kernel.now);
    this.#reschedule();
  }

  finished(): void {}

  cancel(slot: number): void {
    this.#advance();
    const index = this.#heap.findIndex((work) => work.slot === slot);
    if (index >= 0) this.#removeAt(index);
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
    this.#heap.length = 0;
    this.#paused = false;
    this.#reschedule();
  }

  /** How much of a core each piece of work has. */
  #share(): number {
    return this.#paused ? 0 : Math.min(1, this.cores / this.#heap.length);
  }

  #advance(): void {
    const now = this.kernel.now;
    if (this.#heap.length > 0) {
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
    this.busyCores.set(this.#paused ? 0 : Math.min(this.cores, this.#heap.length));
    const first = this.#heap[0];
    if (first === undefined || this.#paused) return;
    const left = Math.max(0, Math.ceil((first.tag - this.#received) / (this.speed * this.#share()) - 1e-6));
    this.#next = this.kernel.schedule(this.kernel.now + left, SHARED_WORK_DONE, this.owner, 0, null, 0);
  }

  #push(work: SharedWork): void {
    this.#heap.push(work);
    this.#rise(this.#heap.length - 1);
  }

  #pop(): SharedWork {
    const first = this.#heap[0];
    assert(first !== undefined, 'a shared processor finished work that it does not have');
    this.#removeAt(0);
    return first;
  }

  #removeAt(index: number): void {
    const last = this.#heap.pop()!;
    if (index === this.#heap.length) return;
    this.#heap[index] = last;
    this.#sink(index);
    this.#rise(index);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    for (
      let at = from, parent = (at - 1) >> 1;
      at > 0 && isBefore(heap[at]!, heap[parent]!);
      at = parent, parent = (at - 1) >> 1
    ) {
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
    }
  }

  #sink(from: number): void {
    const heap = this.#heap;
    let at = from;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }
}

interface SharedWork {
  readonly slot: number;
  /** The virtual time at which it is done. */
  readonly tag: number;
  readonly order: number;
  readonly began: Nanoseconds;
  /** What `#occupied` was when it began. */
  readonly occupied: Nanoseconds;
}

function isBefore(left: SharedWork, right: SharedWork): boolean {
  return left.tag < right.tag || (left.tag === right.tag && left.order < right.order);
}
