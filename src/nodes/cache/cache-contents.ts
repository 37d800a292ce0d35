import { assert } from '../../core/assert.js';
import type { Key } from '../../core/ids.js';
import { type Bytes, type Nanoseconds, NEVER } from '../../core/time.js';
import type { AdmissionPolicy } from '../../policies/admission/admission.js';
import type { EvictionPolicy } from '../../policies/eviction/eviction.js';
import { grown } from '../../policies/eviction/grown.js';
import { createKeyIndex, type KeyIndex } from '../../policies/eviction/key-slots.js';
import { SlotList } from '../../policies/eviction/slot-list.js';
import type { CacheObserver } from './cache-observer.js';

/** In entries, or in bytes. */
export interface CacheCapacity {
  readonly amount: number;
  readonly unit: 'entries' | 'bytes';
}

/** `too-large` for the whole cache, or `refused` by a policy. */
export type Filling = 'kept' | 'too-large' | 'refused';

/** How many that have expired are thrown out for each one that comes in, so that what nobody asks for again does not pile up. */
const EXPIRED_PER_FILL = 2;

/** What is in one cache: never more than its capacity, and nothing that has expired is ever found. */
export class CacheContents {
  bytes: Bytes = 0;
  readonly #slots: KeyIndex;
  readonly #oldestFillFirst = new SlotList();
  readonly #free: number[] = [];
  #keys = new Float64Array(64);
  #versions = new Float64Array(64);
  #sizes = new Float64Array(64);
  #expiries = new Float64Array(64);
  #highest = 0;
  readonly #announces: boolean;

  constructor(
    readonly capacity: CacheCapacity,
    readonly ttl: Nanoseconds,
    readonly policy: EvictionPolicy,
    readonly observer: CacheObserver,
    /** null where everything comes in. */
    readonly admission: AdmissionPolicy | null = null,
    /** Keys are numbered from 0 to below it; null where nobody knows. */
    keyCount: number | null = null,
  ) {
    this.#slots = createKeyIndex(keyCount);
    this.#announces = policy.arriving !== undefined;
  }

  get entries(): number {
    return this.#slots.size;
  }

  /** The slot of a key that is there and fresh enough, after which it counts as used; -1 otherwise. */
  find(key: Key, now: Nanoseconds): number {
    if (this.admission !== null) this.admission.asked(key);
    const slot = this.#slots.get(key);
    if (slot < 0) return -1;
    if (this.#expiries[slot]! <= now) {
      this.#remove(slot, false);
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

  /** Puts a value in, or a new one in its place. What is not kept leaves nothing older of it behind either. */
  fill(key: Key, version: number, size: Bytes, now: Nanoseconds): Filling {
    const known = this.#slots.get(key);
    const fits = this.#weight(size) <= this.capacity.amount;
    if (!fits || (this.admission !== null && !this.admission.admits(key, size))) {
      if (known >= 0) this.#drop(known);
      return fits ? 'refused' : 'too-large';
    }
    if (this.#dropExpired(now, known)) return this.#insert(key, version, size, now);
    return known >= 0 ? this.#refill(known, version, size, now) : this.#insert(key, version, size, now);
  }

  /** False where it was not there. */
  invalidate(key: Key): boolean {
    const slot = this.#slots.get(key);
    if (slot < 0) return false;
    this.#remove(slot, false);
    return true;
  }

  forEachKey(visit: (key: Key) => void): void {
    this.#slots.forEach(visit);
  }

  /** Throws InvariantError. */
  check(): void {
    assert(this.#highest - this.#free.length === this.entries, 'a cache has lost count of its slots');
    assert(this.#used() <= this.capacity.amount, `a cache for ${this.capacity.amount} holds ${this.#used()}`);
    this.policy.check?.();
  }

  #insert(key: Key, version: number, size: Bytes, now: Nanoseconds): Filling {
    const weight = this.#weight(size);
    if (this.#announces) this.policy.arriving!(key, weight);
    if (!this.#makeRoom(weight, key)) return 'refused';
    const slot = this.#free.pop() ?? this.#newSlot();
    this.#keys[slot] = key;
    this.#slots.add(key, slot);
    this.#write(slot, version, size, now);
    this.policy.inserted(slot, key, weight);
    this.observer.inserted(key);
    return 'kept';
  }

  #refill(slot: number, version: number, size: Bytes, now: Nanoseconds): Filling {
    const before = this.#sizes[slot]!;
    if (this.ttl !== NEVER) this.#oldestFillFirst.remove(slot);
    this.bytes -= before;
    this.#write(slot, version, size, now);
    if (size !== before && this.capacity.unit === 'bytes') this.policy.reweighed?.(slot, size);
    this.policy.hit(slot);
    while (this.#used() > this.capacity.amount) {
      const victim = this.policy.victim(this.#keys[slot]!);
      this.#evict(victim < 0 ? slot : victim);
      if (victim < 0) return 'refused';
    }
    return 'kept';
  }

  #write(slot: number, version: number, size: Bytes, now: Nanoseconds): void {
    this.#versions[slot] = version;
    this.#sizes[slot] = size;
    this.#expiries[slot] = now + this.ttl;
    if (this.ttl !== NEVER) this.#oldestFillFirst.append(slot);
    this.bytes += size;
  }

  /** False where a policy keeps the incoming one out. */
  #makeRoom(weight: number, incoming: Key): boolean {
    let admitted = this.admission === null;
    while (this.entries > 0 && this.#used() + weight > this.capacity.amount) {
      const victim = this.policy.victim(incoming);
      if (victim < 0) return false;
      if (!admitted && !this.admission!.prefers(incoming, this.#keys[victim]!)) return false;
      admitted = true;
      this.#evict(victim);
    }
    return true;
  }

  #evict(slot: number): void {
    this.#remove(slot, true);
    this.observer.evicted();
  }

  #drop(slot: number): void {
    this.#remove(slot, false);
    this.observer.evicted();
  }

  /** All live equally long, so those filled first expire first. Whether `watched` was among them. */
  #dropExpired(now: Nanoseconds, watched: number): boolean {
    if (this.ttl === NEVER) return false;
    let gone = false;
    for (let dropped = 0; dropped < EXPIRED_PER_FILL; dropped++) {
      const oldest = this.#oldestFillFirst.first();
      if (oldest < 0 || this.#expiries[oldest]! > now) break;
      if (oldest === watched) gone = true;
      this.#remove(oldest, false);
      this.observer.expired();
    }
    return gone;
  }

  #remove(slot: number, evicted: boolean): void {
    const key = this.#keys[slot]!;
    this.#slots.remove(key);
    if (this.ttl !== NEVER) this.#oldestFillFirst.remove(slot);
    this.policy.removed(slot, key, evicted);
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
    const length = this.#highest + 1;
    this.#keys = grown(this.#keys, length);
    this.#versions = grown(this.#versions, length);
    this.#sizes = grown(this.#sizes, length);
    this.#expiries = grown(this.#expiries, length);
  }
}
