import { assert } from '../../core/assert.js';
import type { Key } from '../../core/ids.js';
import { type Bytes, type Nanoseconds, NEVER } from '../../core/time.js';
import type { EvictionPolicy } from '../../policies/eviction/eviction.js';
import { SlotList } from '../../policies/eviction/slot-list.js';
import type { CacheObserver } from './cache-observer.js';
import { KeySlots } from './key-slots.js';

/** In entries, or in bytes. */
export interface CacheCapacity {
  readonly amount: number;
  readonly unit: 'entries' | 'bytes';
}

/** How many that have expired are thrown out for each one that comes in, so that what nobody asks for again does not pile up. */
const EXPIRED_PER_FILL = 2;

/** What is in one cache: never more than its capacity, and nothing that has expired is ever found. */
export class CacheContents {
  bytes: Bytes = 0;
  readonly #slots = new KeySlots();
  readonly #oldestFillFirst = new SlotList();
  readonly #free: number[] = [];
  #keys = new Float64Array(64);
  #versions = new Float64Array(64);
  #sizes = new Float64Array(64);
  #expiries = new Float64Array(64);
  #highest = 0;

  constructor(
    readonly capacity: CacheCapacity,
    readonly ttl: Nanoseconds,
    readonly policy: EvictionPolicy,
    readonly observer: CacheObserver,
  ) {}

  get entries(): number {
    return this.#slots.size;
  }

  /** The slot of a key that is there and fresh enough, after which it counts as used; -1 otherwise. */
  find(key: Key, now: Nanoseconds): number {
    const slot = this.#slots.get(key);
    if (slot < 0) return -1;
    if (this.#expiries[slot]! <= now) {
      this.#remove(slot);
      this.observer.expired();
      return -1;
    }
    this.policy.hit(slot);
    return slot;
  }

  version(slot: number): number {
    return this.#versions[slot]!;
  }

  size(slot: number): Bytes {
    return this.#sizes[slot]!;
  }

  /** Puts a value in, or a new one in its place; false where it is larger than the whole cache. */
  fill(key: Key, version: number, size: Bytes, now: Nanoseconds): boolean {
    const known = this.#slots.get(key);
    if (this.#weight(size) > this.capacity.amount) {
      if (known >= 0) this.#drop(known);
      return false;
    }
    this.#dropExpired(now);
    const present = this.#slots.get(key);
    if (present >= 0) this.#refill(present, version, size, now);
    else this.#insert(key, version, size, now);
    return true;
  }

  /** False where it was not there. */
  invalidate(key: Key): boolean {
    const slot = this.#slots.get(key);
    if (slot < 0) return false;
    this.#remove(slot);
    return true;
  }

  forEachKey(visit: (key: Key) => void): void {
    this.#slots.forEach(visit);
  }

  /** Throws InvariantError. */
  check(): void {
    assert(this.#highest - this.#free.length === this.entries, 'a cache has lost count of its slots');
    assert(this.#used() <= this.capacity.amount, `a cache for ${this.capacity.amount} holds ${this.#used()}`);
  }

  #insert(key: Key, version: number, size: Bytes, now: Nanoseconds): void {
    this.#makeRoom(this.#weight(size), key);
    const slot = this.#free.pop() ?? this.#newSlot();
    this.#keys[slot] = key;
    this.#slots.add(key, slot);
    this.#write(slot, version, size, now);
    this.policy.inserted(slot, key, size);
    this.observer.inserted(key);
  }

  #refill(slot: number, version: number, size: Bytes, now: Nanoseconds): void {
    if (this.ttl !== NEVER) this.#oldestFillFirst.remove(slot);
    this.bytes -= this.#sizes[slot]!;
    this.#write(slot, version, size, now);
    this.policy.hit(slot);
    while (this.#used() > this.capacity.amount) this.#evict(this.#keys[slot]!);
  }

  #write(slot: number, version: number, size: Bytes, now: Nanoseconds): void {
    this.#versions[slot] = version;
    this.#sizes[slot] = size;
    this.#expiries[slot] = now + this.ttl;
    if (this.ttl !== NEVER) this.#oldestFillFirst.append(slot);
    this.bytes += size;
  }

  #makeRoom(weight: number, incoming: Key): void {
    while (this.entries > 0 && this.#used() + weight > this.capacity.amount) this.#evict(incoming);
  }

  #evict(incoming: Key): void {
    this.#drop(this.policy.victim(incoming));
  }

  #drop(slot: number): void {
    this.#remove(slot);
    this.observer.evicted();
  }

  /** All live equally long, so those filled first expire first. */
  #dropExpired(now: Nanoseconds): void {
    if (this.ttl === NEVER) return;
    for (let dropped = 0; dropped < EXPIRED_PER_FILL; dropped++) {
      const oldest = this.#oldestFillFirst.first();
      if (oldest < 0 || this.#expiries[oldest]! > now) return;
      this.#remove(oldest);
      this.observer.expired();
    }
  }

  #remove(slot: number): void {
    const key = this.#keys[slot]!;
    this.#slots.remove(key);
    if (this.ttl !== NEVER) this.#oldestFillFirst.remove(slot);
    this.policy.removed(slot);
    this.bytes -= this.#sizes[slot]!;
    this.#free.push(slot);
    this.observer.removed(key);
  }

  #used(): number {
    return this.capacity.unit === 'entries' ? this.entries : this.bytes;
  }

  #weight(size: Bytes): number {
    return this.capacity.unit === 'entries' ? 1 : size;
  }

  #newSlot(): number {
    if (this.#highest === this.#keys.length) this.#grow();
    return this.#highest++;
  }

  #grow(): void {
    this.#keys = doubled(this.#keys);
    this.#versions = doubled(this.#versions);
    this.#sizes = doubled(this.#sizes);
    this.#expiries = doubled(this.#expiries);
  }
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
