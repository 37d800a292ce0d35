import { assert, InvariantError } from '../core/assert.js';
import type { Payload } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import { ZERO } from '../core/zero.js';
import { EventRing } from './event-ring.js';

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
/** A slot has 2^2 integers: where it is in the heap, its target with kind, its code, and its generation. */
const INTEGERS = 2;
const TARGET = 1;
const CODE = 2;
const GENERATION = 3;
/** And 2^1 numbers: the sequence in which it was scheduled, and its value. Places are shifted and not multiplied: a product may overflow, which is checked. */
const NUMBERS = 1;
const VALUE = 1;
/** Instead of a position in the heap: it has a slot, but no time yet. */
const PARKED = -1;
/** At or below this a slot is free, and the value says which is the next free one: `LAST_FREE - 1 - slot`. */
const LAST_FREE = -2;

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
  now: Nanoseconds = ZERO;
  /** Events at this instant or later stay where they are. */
  limit: Nanoseconds = Number.POSITIVE_INFINITY;
  /** The event that was taken out last. */
  kind = 0;
  target = 0;
  code = 0;
  payload: Payload = null;
  value = ZERO;

  #sequence = 0;
  /** Below that of every other event. */
  #firstSequence = Number.MIN_SAFE_INTEGER;
  #size = 0;
  /** Pairs of an event's time and its slot. The first time is Infinity when there is none. */
  #heap = new Float64Array(2 * FIRST_CAPACITY).fill(Number.POSITIVE_INFINITY, 0, 1);
  /** 1 while the first place of the heap is that of the present event, and open for the next that is scheduled: most events bring another. */
  #vacant: 0 | 1 = 0;

  /** What is known of each slot, side by side: the fewer arrays are touched for an event, the fewer are checked by the virtual machine. */
  #slotIntegers = new Int32Array(FIRST_CAPACITY << INTEGERS);
  #slotNumbers = new Float64Array(FIRST_CAPACITY << NUMBERS);
  #slotPayload: Payload[] = Array.from({ length: FIRST_CAPACITY }, () => null);
  /** The slot that became free last; -1 when there is none. */
  #firstFree = -1;
  #slots = 0;

  /** What happens at this very instant. */
  readonly #ring = new EventRing();

  constructor() {
    this.now = 0;
  }

  /** How many events lie ahead, at this instant or later. */
  get pending(): number {
    return this.#size - this.#vacant + this.#ring.length;
  }

  /** Happens at this instant, after everything that was scheduled for it before. It cannot be cancelled. */
  post(kind: number, target: number, code: number, payload: Payload): void {
    this.#ring.add(this.#sequence++, (target << KIND_BITS) | kind, code, payload);
  }

  /** Happens at `at`; `value` comes back with it. Answers the slot, which names the event until it happens. */
  schedule(at: Nanoseconds, kind: number, target: number, code: number, payload: Payload, value: number): number {
    if (!(at >= this.now)) refuse(at, this.now);
    const slot = this.#take(kind, target, code, payload, value);
    this.#slotNumbers[slot << NUMBERS] = this.#sequence++;
    this.#insert(at, slot);
    return slot;
  }

  /** Happens at `at` before all else that does, whenever that was scheduled; of several such in the order of their scheduling. */
  scheduleFirst(at: Nanoseconds, kind: number, target: number): void {
    if (!(at >= this.now)) refuse(at, this.now);
    const slot = this.#take(kind, target, 0, null, 0);
    this.#slotNumbers[slot << NUMBERS] = this.#firstSequence++;
    this.#insert(at, slot);
  }

  /** Takes a slot for an event whose time is not known yet. */
  park(kind: number, target: number, code: number, payload: Payload, value: number): number {
    const slot = this.#take(kind, target, code, payload, value);
    this.#slotIntegers[slot << INTEGERS] = PARKED;
    return slot;
  }

  /** Gives a parked event its time. */
  start(slot: number, at: Nanoseconds): void {
    if (!(at >= this.now)) refuse(at, this.now);
    this.#slotNumbers[slot << NUMBERS] = this.#sequence++;
    this.#insert(at, slot);
  }

  /** Takes an event out of the heap and keeps its slot; answers when it would have happened. */
  stop(slot: number): Nanoseconds {
    const at = this.#remove(slot);
    this.#slotIntegers[slot << INTEGERS] = PARKED;
    return at;
  }

  /** Drops an event, parked or scheduled. */
  drop(slot: number): void {
    const position = this.#slotIntegers[slot << INTEGERS]!;
    if (position <= LAST_FREE) assert(false, 'an event was dropped that is over');
    if (position >= 0) this.#remove(slot);
    this.#release(slot);
  }

  /**
   * Parks the event that `next` has just taken out of the heap, as if it had not happened: its id is good again. Only
   * before anything else is scheduled or dropped. For what comes to a paused host and can still be taken back there.
   */
  retain(): number {
    const slot = this.#firstFree;
    const integers = this.#slotIntegers;
    const generation = integers[(slot << INTEGERS) + GENERATION]!;
    integers[(slot << INTEGERS) + GENERATION] = generation === 1 ? LAST_GENERATION : generation - 1;
    this.#firstFree = LAST_FREE - 1 - integers[slot << INTEGERS]!;
    integers[slot << INTEGERS] = PARKED;
    return slot;
  }

  /** The slot of an id that is still pending, or -1. */
  slotOf(id: number): number {
    // Not with %, which for numbers of this size is a call and a division.
    const generation = Math.floor(id / SLOTS);
    const slot = id - generation * SLOTS;
    if (slot >= this.#slots || this.generationOf(slot) !== generation) return -1;
    return this.#slotIntegers[slot << INTEGERS]! > LAST_FREE ? slot : -1;
  }

  idOf(slot: number): number {
    return this.generationOf(slot) * SLOTS + slot;
  }

  /** Changes each time the slot becomes free. */
  generationOf(slot: number): number {
    return this.#slotIntegers[(slot << INTEGERS) + GENERATION]!;
  }

  isScheduled(slot: number): boolean {
    return this.#slotIntegers[slot << INTEGERS]! >= 0;
  }

  targetOf(slot: number): number {
    return this.#slotIntegers[(slot << INTEGERS) + TARGET]! >> KIND_BITS;
  }

  kindOf(slot: number): number {
    return this.#slotIntegers[(slot << INTEGERS) + TARGET]! & KIND_MASK;
  }

  valueOf(slot: number): number {
    return this.#slotNumbers[(slot << NUMBERS) + VALUE]!;
  }

  /** Grows with each event that is scheduled; of two at one instant the smaller goes first. */
  sequenceOf(slot: number): number {
    return this.#slotNumbers[slot << NUMBERS]!;
  }

  setValue(slot: number, value: number): void {
    this.#slotNumbers[(slot << NUMBERS) + VALUE] = value;
  }

  /** Pending slots of these kinds and targets, in the order of their numbers. For what is rare: a crash, a pause. */
  pendingSlots(matches: (kind: number, target: number) => boolean): number[] {
    const slots = [];
    for (let slot = 0; slot < this.#slots; slot++) {
      if (this.#slotIntegers[slot << INTEGERS]! > LAST_FREE && matches(this.kindOf(slot), this.targetOf(slot))) slots.push(slot);
    }
    return slots;
  }

  /** When the next event happens; Infinity when there is none. */
  nextTime(): Nanoseconds {
    if (this.#ring.length > 0) return this.now;
    if (this.#vacant === 1) this.#fillVacancy();
    return this.#heap[0]!;
  }

  /** Takes out the next event, if it happens before `limit`, and moves the clock to it. */
  next(limit: Nanoseconds): boolean {
    this.limit = limit;
    return this.advance();
  }

  /** Takes out the next event, if it happens before `this.limit`, and moves the clock to it. */
  advance(): boolean {
    if (this.#vacant === 1) this.#fillVacancy();
    const heap = this.#heap;
    const time = heap[0]!;
    if (this.#ring.length > 0 && (time > this.now || !this.#heapGoesFirst())) return this.#advanceInRing();
    if (time >= this.limit) return false;
    const slot = heap[1]! | 0;
    const integers = this.#slotIntegers;
    const target = integers[(slot << INTEGERS) + TARGET]!;
    this.#vacant = 1;
    this.now = time;
    this.kind = target & KIND_MASK;
    this.target = target >> KIND_BITS;
    this.code = integers[(slot << INTEGERS) + CODE]!;
    this.payload = this.#slotPayload[slot]!;
    this.value = this.#slotNumbers[(slot << NUMBERS) + VALUE]!;
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

  #advanceInRing(): boolean {
    if (this.now >= this.limit) return false;
    const ring = this.#ring;
    const target = ring.target();
    this.kind = target & KIND_MASK;
    this.target = target >> KIND_BITS;
    this.code = ring.code();
    this.payload = ring.take();
    return true;
  }

  /** Whether the first in the heap, which is due now, was scheduled before the ring's first. */
  #heapGoesFirst(): boolean {
    return this.sequenceOf(this.#heap[1]!) < this.#ring.sequence();
  }

  #take(kind: number, target: number, code: number, payload: Payload, value: number): number {
    let slot = this.#firstFree;
    if (slot < 0) slot = this.#newSlot();
    const integers = this.#slotIntegers;
    this.#firstFree = LAST_FREE - 1 - integers[slot << INTEGERS]!;
    integers[(slot << INTEGERS) + TARGET] = (target << KIND_BITS) | kind;
    integers[(slot << INTEGERS) + CODE] = code;
    this.#slotNumbers[(slot << NUMBERS) + VALUE] = value;
    this.#slotPayload[slot] = payload;
    return slot;
  }

  #release(slot: number): void {
    const integers = this.#slotIntegers;
    const generation = integers[(slot << INTEGERS) + GENERATION]!;
    integers[(slot << INTEGERS) + GENERATION] = generation === LAST_GENERATION ? 1 : generation + 1;
    integers[slot << INTEGERS] = LAST_FREE - 1 - this.#firstFree;
    this.#firstFree = slot;
  }

  #insert(at: Nanoseconds, slot: number): void {
    if (this.#vacant === 1) {
      this.#vacant = 0;
      this.#sink(0, at, slot);
    } else {
      this.#rise(this.#size++, at, slot);
    }
  }

  /** The present event was the end of something: the last of the heap is put in its place. */
  #fillVacancy(): void {
    this.#vacant = 0;
    const last = --this.#size;
    if (last > 0) this.#sink(0, this.#heap[last << 1]!, this.#heap[(last << 1) + 1]! | 0);
    else this.#heap[0] = Number.POSITIVE_INFINITY;
  }

  /** Answers when it would have happened. */
  #remove(removed: number): Nanoseconds {
    if (this.#vacant === 1) this.#fillVacancy();
    const heap = this.#heap;
    const position = this.#slotIntegers[removed << INTEGERS]!;
    const at = heap[position << 1]!;
    const last = --this.#size;
    const time = heap[last << 1]!;
    const slot = heap[(last << 1) + 1]! | 0;
    if (last === 0) heap[0] = Number.POSITIVE_INFINITY;
    else if (position > 0 && position < last && this.#goesBefore(time, slot, (position - 1) >> 2))
      this.#rise(position, time, slot);
    else if (position < last) this.#sink(position, time, slot);
    return at;
  }

  #goesBefore(time: Nanoseconds, slot: number, position: number): boolean {
    const other = this.#heap[position << 1]!;
    return time < other || (time === other && this.sequenceOf(slot) < this.sequenceOf(this.#heap[(position << 1) + 1]!));
  }

  #rise(from: number, time: Nanoseconds, slot: number): void {
    const heap = this.#heap;
    const integers = this.#slotIntegers;
    const numbers = this.#slotNumbers;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const parentTime = heap[parent << 1]!;
      const moved = heap[(parent << 1) + 1]! | 0;
      // Sequences are compared where they stand and not by a call, for which all that is in registers would be put away.
      if (time > parentTime || (time === parentTime && numbers[slot << NUMBERS]! > numbers[moved << NUMBERS]!)) break;
      heap[hole << 1] = parentTime;
      heap[(hole << 1) + 1] = moved;
      integers[moved << INTEGERS] = hole;
      hole = parent;
    }
    heap[hole << 1] = time;
    heap[(hole << 1) + 1] = slot;
    integers[slot << INTEGERS] = hole;
  }

  #sink(from: number, time: Nanoseconds, slot: number): void {
    const heap = this.#heap;
    const integers = this.#slotIntegers;
    const numbers = this.#slotNumbers;
    const size = this.#size;
    let hole = from;
    for (;;) {
      const first = (hole << 2) + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let child = first;
      let childTime = heap[first << 1]!;
      for (let other = first + 1; other < end; other++) {
        const otherTime = heap[other << 1]!;
        if (otherTime > childTime) continue;
        if (
          otherTime === childTime &&
          numbers[heap[(other << 1) + 1]! << NUMBERS]! > numbers[heap[(child << 1) + 1]! << NUMBERS]!
        )
          continue;
        child = other;
        childTime = otherTime;
      }
      const moved = heap[(child << 1) + 1]! | 0;
      if (time < childTime || (time === childTime && numbers[slot << NUMBERS]! < numbers[moved << NUMBERS]!)) break;
      heap[hole << 1] = childTime;
      heap[(hole << 1) + 1] = moved;
      integers[moved << INTEGERS] = hole;
      hole = child;
    }
    heap[hole << 1] = time;
    heap[(hole << 1) + 1] = slot;
    integers[slot << INTEGERS] = hole;
  }

  /** A slot that was never used, as the only free one. */
  #newSlot(): number {
    if (this.#slots === this.#slotPayload.length) this.#growSlots();
    const slot = this.#slots++;
    this.#slotIntegers[slot << INTEGERS] = LAST_FREE;
    this.#slotIntegers[(slot << INTEGERS) + GENERATION] = 1;
    return slot;
  }

  #growSlots(): void {
    const capacity = this.#slots * 2;
    assert(capacity <= SLOTS, 'more events are pending than there is room for');
    this.#heap = grown(this.#heap, new Float64Array(2 * capacity));
    this.#slotIntegers = grown(this.#slotIntegers, new Int32Array(capacity << INTEGERS));
    this.#slotNumbers = grown(this.#slotNumbers, new Float64Array(capacity << NUMBERS));
    while (this.#slotPayload.length < capacity) this.#slotPayload.push(null);
  }
}

/** The message is made here only, so that no compiler makes it in advance. */
function refuse(at: Nanoseconds, now: Nanoseconds): never {
  throw new InvariantError(`an event was scheduled for ${at}, before ${now}`);
}

function grown<A extends { set(source: A): void }>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
