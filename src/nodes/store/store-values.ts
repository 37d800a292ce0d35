import type { Key } from '../../core/ids.js';
import type { Bytes } from '../../core/time.js';
import { KeySlots } from '../../policies/eviction/key-slots.js';

/** What has been written to one shard, by key. A key that nobody has written holds its first value, of unknown size. */
export class StoreValues {
  readonly #slots = new KeySlots();
  /** The number of the last write ever, which never goes back. */
  #last = new Float64Array(64);
  /** The number of the write whose value is there. */
  #writes = new Float64Array(64);
  #sizes = new Float64Array(64);
  #deleted = new Uint8Array(64);

  /** The number of the write whose value is there, counted from 1; 0 is the first value. */
  writes(key: Key): number {
    const slot = this.#slots.get(key);
    return slot < 0 ? 0 : this.#writes[slot]!;
  }

  /** 0 where nobody has said. */
  size(key: Key): Bytes {
    const slot = this.#slots.get(key);
    return slot < 0 ? 0 : this.#sizes[slot]!;
  }

  deleted(key: Key): boolean {
    const slot = this.#slots.get(key);
    return slot >= 0 && this.#deleted[slot] === 1;
  }

  /** Answers the number of this write. */
  write(key: Key, size: Bytes, deletes: boolean): number {
    let slot = this.#slots.get(key);
    if (slot < 0) slot = this.#newSlot(key);
    this.#sizes[slot] = size;
    this.#deleted[slot] = deletes ? 1 : 0;
    this.#writes[slot] = ++this.#last[slot]!;
    return this.#writes[slot]!;
  }

  /** Every key holds its first value again; numbers go on from where they were, so that no two writes share one. */
  forget(): void {
    this.#writes.fill(0);
    this.#sizes.fill(0);
    this.#deleted.fill(0);
  }

  #newSlot(key: Key): number {
    const slot = this.#slots.size;
    if (slot === this.#writes.length) this.#grow();
    this.#slots.add(key, slot);
    return slot;
  }

  #grow(): void {
    const length = this.#writes.length * 2;
    const last = new Float64Array(length);
    const writes = new Float64Array(length);
    const sizes = new Float64Array(length);
    const deleted = new Uint8Array(length);
    last.set(this.#last);
    writes.set(this.#writes);
    sizes.set(this.#sizes);
    deleted.set(this.#deleted);
    this.#last = last;
    this.#writes = writes;
    this.#sizes = sizes;
    this.#deleted = deleted;
  }
}
