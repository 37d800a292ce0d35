import { assert } from '../../core/assert.js';
import type { Payload } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';

/**
 * Ids of scheduled events carry their slot in the low bits and its generation above them, so that a used-up id is harmless.
 * Generations begin with 1: 0 is the id of nothing.
 */
const SLOTS = 0x400_0000;
const LAST_GENERATION = 0x3ff_ffff;
/** An event's target and kind share one integer. */
const KIND_BITS = 4;
const KIND_MASK = 15;
const FIRST_CAPACITY = 1024;
/** Where a slot is that is not in the heap. */
const FREE = -2;
const PARKED = -1;

export interface PresentEvent {
  readonly kind: number;
  readonly target: number;
  readonly code: number;
  readonly payload: Payload;
  readonly value: number;
}

/**
 * The event list: a 4-ary heap over typed arrays for what lies ahead, and a ring for what happens at this very instant.
 * Equal times run in the order in which they were scheduled. `next` leaves the event in the fields below; there is one
 * event at a time, so nothing is allocated for it.
 */
export class Kernel {
  now: Nanoseconds = 0;
  /** The event that `next` has just taken out. */
  kind = 0;
  target = 0;
  code = 0;
  payload: Payload = null;
  value = 0;

  #sequence = 0;
  /** Below that of every other event. */
  #firstSequence = Number.MIN_SAFE_INTEGER;
  #size = 0;
  #heapTime = new Float64Array(FIRST_CAPACITY);
  #heapSlot = new Int32Array(FIRST_CAPACITY);

  #position = new Int32Array(FIRST_CAPACITY).fill(FREE);
  #slotSequence = new Float64Array(FIRST_CAPACITY);
  #slotGeneration = new Int32Array(FIRST_CAPACITY).fill(1);
  #slotTarget = new Int32Array(FIRST_CAPACITY);
  #slotCode = new Int32Array(FIRST_CAPACITY);
  #slotValue = new Float64Array(FIRST_CAPACITY);
  #slotPayload: Payload[] = filled(FIRST_CAPACITY);
  #free = new Int32Array(FIRST_CAPACITY);
  #freeCount = 0;
  #slots = 0;

  #ringMask = FIRST_CAPACITY - 1;
  #ringHead = 0;
  #ringTail = 0;
  #ringSequence = new Float64Array(FIRST_CAPACITY);
  #ringTarget = new Int32Array(FIRST_CAPACITY);
  #ringCode = new Int32Array(FIRST_CAPACITY);
  #ringPayload: Payload[] = filled(FIRST_CAPACITY);

  /** How many events lie ahead, at this instant or later. */
  get pending(): number {
    return this.#size + this.#ringTail - this.#ringHead;
  }

  /** Happens at this instant, after everything that was scheduled for it before. It cannot be cancelled. */
  post(kind: number, target: number, code: number, payload: Payload): void {
    if (this.#ringTail - this.#ringHead > this.#ringMask) this.#growRing();
    const at = this.#ringTail++ & this.#ringMask;
    this.#ringSequence[at] = this.#sequence++;
    this.#ringTarget[at] = (target << KIND_BITS) | kind;
    this.#ringCode[at] = code;
    this.#ringPayload[at] = payload;
  }

  /** Happens at `at`; `value` comes back with it. Answers the slot, which names the event until it happens. */
  schedule(at: Nanoseconds, kind: number, target: number, code: number, payload: Payload, value: number): number {
    if (!(at >= this.now)) assert(false, `an event was scheduled for ${at}, before ${this.now}`);
    const slot = this.#take(kind, target, code, payload, value);
    this.#slotSequence[slot] = this.#sequence++;
    this.#rise(this.#size++, at, slot);
    return slot;
  }

  /** Happens at `at` before all else that does, whenever that was scheduled; of several such in the order of their scheduling. */
  scheduleFirst(at: Nanoseconds, kind: number, target: number): void {
    if (!(at >= this.now)) assert(false, `an event was scheduled for ${at}, before ${this.now}`);
    const slot = this.#take(kind, target, 0, null, 0);
    this.#slotSequence[slot] = this.#firstSequence++;
    this.#rise(this.#size++, at, slot);
  }

  /** Takes a slot for an event whose time is not known yet. */
  park(kind: number, target: number, code: number, payload: Payload, value: number): number {
    const slot = this.#take(kind, target, code, payload, value);
    this.#position[slot] = PARKED;
    return slot;
  }

  /** Gives a parked event its time. */
  start(slot: number, at: Nanoseconds): void {
    if (!(at >= this.now)) assert(false, `an event was scheduled for ${at}, before ${this.now}`);
    this.#slotSequence[slot] = this.#sequence++;
    this.#rise(this.#size++, at, slot);
  }

  /** Takes an event out of the heap and keeps its slot; answers when it would have happened. */
  stop(slot: number): Nanoseconds {
    const position = this.#position[slot]!;
    const at = this.#heapTime[position]!;
    this.#removeAt(position);
    this.#position[slot] = PARKED;
    return at;
  }

  /** Drops an event, parked or scheduled. */
  drop(slot: number): void {
    if (this.#position[slot] === FREE) assert(false, 'an event was dropped that is over');
    if (this.#position[slot]! >= 0) this.#removeAt(this.#position[slot]!);
    this.#release(slot);
  }

  /**
   * Parks the event that `next` has just taken out of the heap, as if it had not happened: its id is good again. Only
   * before anything else is scheduled or dropped. For what comes to a paused host and can still be taken back there.
   */
  retain(): number {
    const slot = this.#free[--this.#freeCount]!;
    const generation = this.#slotGeneration[slot]!;
    this.#slotGeneration[slot] = generation === 1 ? LAST_GENERATION : generation - 1;
    this.#position[slot] = PARKED;
    return slot;
  }

  /** The slot of an id that is still pending, or -1. */
  slotOf(id: number): number {
    // Not with %, which for numbers of this size is a call and a division.
    const generation = Math.floor(id / SLOTS);
    const slot = id - generation * SLOTS;
    return this.#position[slot] !== FREE && this.#slotGeneration[slot] === generation ? slot : -1;
  }

  idOf(slot: number): number {
    return this.#slotGeneration[slot]! * SLOTS + slot;
  }

  /** Changes each time the slot becomes free. */
  generationOf(slot: number): number {
    return this.#slotGeneration[slot]!;
  }

  isScheduled(slot: number): boolean {
    return this.#position[slot]! >= 0;
  }

  targetOf(slot: number): number {
    return this.#slotTarget[slot]! >> KIND_BITS;
  }

  kindOf(slot: number): number {
    return this.#slotTarget[slot]! & KIND_MASK;
  }

  valueOf(slot: number): number {
    return this.#slotValue[slot]!;
  }

  /** Grows with each event that is scheduled; of two at one instant the smaller goes first. */
  sequenceOf(slot: number): number {
    return this.#slotSequence[slot]!;
  }

  setValue(slot: number, value: number): void {
    this.#slotValue[slot] = value;
  }

  /** Pending slots of these kinds and targets, in the order of their numbers. For what is rare: a crash, a pause. */
  pendingSlots(matches: (kind: number, target: number) => boolean): number[] {
    const slots = [];
    for (let slot = 0; slot < this.#slots; slot++) {
      if (this.#position[slot] !== FREE && matches(this.kindOf(slot), this.targetOf(slot))) slots.push(slot);
    }
    return slots;
  }

  /** When the next event happens; Infinity when there is none. */
  nextTime(): Nanoseconds {
    if (this.#ringHead !== this.#ringTail) return this.now;
    return this.#size > 0 ? this.#heapTime[0]! : Number.POSITIVE_INFINITY;
  }

  /** Takes out the next event, if it happens before `limit`, and moves the clock to it. */
  next(limit: Nanoseconds): boolean {
    if (this.#ringHead !== this.#ringTail && !this.#heapGoesFirst()) {
      if (this.now >= limit) return false;
      const at = this.#ringHead++ & this.#ringMask;
      const target = this.#ringTarget[at]!;
      this.kind = target & KIND_MASK;
      this.target = target >> KIND_BITS;
      this.code = this.#ringCode[at]!;
      this.payload = this.#ringPayload[at]!;
      return true;
    }
    const time = this.#heapTime[0]!;
    if (this.#size === 0 || time >= limit) return false;
    const slot = this.#heapSlot[0]!;
    const target = this.#slotTarget[slot]!;
    this.now = time;
    this.kind = target & KIND_MASK;
    this.target = target >> KIND_BITS;
    this.code = this.#slotCode[slot]!;
    this.payload = this.#slotPayload[slot]!;
    this.value = this.#slotValue[slot]!;
    this.#removeTop();
    this.#release(slot);
    return true;
  }

  /** Makes an event that was held back the present one again. */
  recall(event: PresentEvent): void {
    this.kind = event.kind;
    this.target = event.target;
    this.code = event.code;
    this.payload = event.payload;
    this.value = event.value;
  }

  /** Whether something in the heap is due now and was scheduled before the ring's first. */
  #heapGoesFirst(): boolean {
    if (this.#heapTime[0]! > this.now || this.#size === 0) return false;
    return this.#slotSequence[this.#heapSlot[0]!]! < this.#ringSequence[this.#ringHead & this.#ringMask]!;
  }

  #take(kind: number, target: number, code: number, payload: Payload, value: number): number {
    const slot = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#newSlot();
    this.#slotTarget[slot] = (target << KIND_BITS) | kind;
    this.#slotCode[slot] = code;
    this.#slotPayload[slot] = payload;
    this.#slotValue[slot] = value;
    return slot;
  }

  #release(slot: number): void {
    this.#position[slot] = FREE;
    const generation = this.#slotGeneration[slot]!;
    this.#slotGeneration[slot] = generation === LAST_GENERATION ? 1 : generation + 1;
    this.#free[this.#freeCount++] = slot;
  }

  #removeTop(): void {
    const last = --this.#size;
    if (last > 0) this.#sink(0, this.#heapTime[last]!, this.#heapSlot[last]!);
  }

  #removeAt(position: number): void {
    const last = --this.#size;
    if (position === last) return;
    const time = this.#heapTime[last]!;
    const slot = this.#heapSlot[last]!;
    const parent = (position - 1) >> 2;
    if (position > 0 && this.#before(time, slot, parent)) this.#rise(position, time, slot);
    else this.#sink(position, time, slot);
  }

  #before(time: Nanoseconds, slot: number, position: number): boolean {
    const other = this.#heapTime[position]!;
    return time < other || (time === other && this.#slotSequence[slot]! < this.#slotSequence[this.#heapSlot[position]!]!);
  }

  #rise(from: number, time: Nanoseconds, slot: number): void {
    const times = this.#heapTime;
    const slots = this.#heapSlot;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      if (!this.#before(time, slot, parent)) break;
      times[hole] = times[parent]!;
      slots[hole] = slots[parent]!;
      this.#position[slots[hole]!] = hole;
      hole = parent;
    }
    times[hole] = time;
    slots[hole] = slot;
    this.#position[slot] = hole;
  }

  #sink(from: number, time: Nanoseconds, slot: number): void {
    const times = this.#heapTime;
    const slots = this.#heapSlot;
    const sequences = this.#slotSequence;
    const size = this.#size;
    let hole = from;
    for (;;) {
      const first = (hole << 2) + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let child = first;
      let childTime = times[first]!;
      for (let other = first + 1; other < end; other++) {
        const otherTime = times[other]!;
        if (otherTime < childTime || (otherTime === childTime && sequences[slots[other]!]! < sequences[slots[child]!]!)) {
          child = other;
          childTime = otherTime;
        }
      }
      if (time < childTime || (time === childTime && sequences[slot]! < sequences[slots[child]!]!)) break;
      times[hole] = childTime;
      slots[hole] = slots[child]!;
      this.#position[slots[hole]!] = hole;
      hole = child;
    }
    times[hole] = time;
    slots[hole] = slot;
    this.#position[slot] = hole;
  }

  #newSlot(): number {
    if (this.#slots === this.#position.length) this.#growSlots();
    return this.#slots++;
  }

  #growSlots(): void {
    const capacity = this.#slots * 2;
    assert(capacity <= SLOTS, 'more events are pending than there is room for');
    this.#heapTime = grown(this.#heapTime, new Float64Array(capacity));
    this.#heapSlot = grown(this.#heapSlot, new Int32Array(capacity));
    this.#position = grown(this.#position, new Int32Array(capacity).fill(FREE));
    this.#slotSequence = grown(this.#slotSequence, new Float64Array(capacity));
    this.#slotGeneration = grown(this.#slotGeneration, new Int32Array(capacity).fill(1));
    this.#slotTarget = grown(this.#slotTarget, new Int32Array(capacity));
    this.#slotCode = grown(this.#slotCode, new Int32Array(capacity));
    this.#slotValue = grown(this.#slotValue, new Float64Array(capacity));
    this.#free = grown(this.#free, new Int32Array(capacity));
    while (this.#slotPayload.length < capacity) this.#slotPayload.push(null);
  }

  #growRing(): void {
    const length = this.#ringMask + 1;
    const unrolled = Array.from({ length }, (_, index) => (this.#ringHead + index) & this.#ringMask);
    this.#ringSequence = Float64Array.from({ length: length * 2 }, (_, index) => this.#ringSequence[unrolled[index]!] ?? 0);
    this.#ringTarget = Int32Array.from({ length: length * 2 }, (_, index) => this.#ringTarget[unrolled[index]!] ?? 0);
    this.#ringCode = Int32Array.from({ length: length * 2 }, (_, index) => this.#ringCode[unrolled[index]!] ?? 0);
    this.#ringPayload = Array.from({ length: length * 2 }, (_, index) => this.#ringPayload[unrolled[index]!] ?? null);
    this.#ringHead = 0;
    this.#ringTail = length;
    this.#ringMask = length * 2 - 1;
  }
}

function filled(length: number): Payload[] {
  return Array.from({ length }, () => null);
}

function grown<A extends { set(source: A): void }>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
