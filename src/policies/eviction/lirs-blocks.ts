import { assert } from '../../core/assert.js';
import type { Key } from '../../core/ids.js';
import { grown } from './grown.js';
import { createKeyIndex, type KeyIndex } from './key-slots.js';
import { Segments } from './segments.js';
import { SlotList } from './slot-list.js';

/** What a block is, and the list that it is in: those of low recency in no particular order, the others the oldest first. */
export const LOW = 0;
export const HIGH = 1;
export const GHOST = 2;

type State = typeof LOW | typeof HIGH | typeof GHOST;

/** The stack S and the queue Q of LIRS. A block is an entry of the cache, or a ghost: then it has a key and no slot. */
export class LirsBlocks {
  readonly #lists = new Segments(3);
  /** The bottom first. Every block of low recency is on it, and every ghost. */
  readonly #stack = new SlotList();
  readonly #ghosts: KeyIndex;
  readonly #free: number[] = [];
  #onStack = new Uint8Array(64);
  #slots = new Int32Array(64);
  #keys = new Float64Array(64);
  #blockOfSlot = new Int32Array(64);
  #highest = 0;

  constructor(keyCount: number | null) {
    this.#ghosts = createKeyIndex(keyCount);
  }

  get ghostCount(): number {
    return this.#ghosts.size;
  }

  weight(state: State): number {
    return this.#lists.weight(state);
  }

  ofSlot(slot: number): number {
    return this.#blockOfSlot[slot]!;
  }

  slotOf(block: number): number {
    return this.#slots[block]!;
  }

  stateOf(block: number): number {
    return this.#lists.segmentOf(block);
  }

  onStack(block: number): boolean {
    return this.#onStack[block] === 1;
  }

  /** -1 where nothing is in the queue. */
  firstInQueue(): number {
    return this.#lists.first(HIGH);
  }

  moveToEndOfQueue(block: number): void {
    this.#lists.move(block, HIGH);
  }

  create(slot: number, key: Key, weight: number, state: State): number {
    const block = this.#free.pop() ?? this.#newBlock();
    if (slot >= this.#blockOfSlot.length) this.#blockOfSlot = grown(this.#blockOfSlot, slot + 1);
    this.#blockOfSlot[slot] = block;
    this.#slots[block] = slot;
    this.#keys[block] = key;
    this.#lists.append(state, block, weight);
    return block;
  }

  become(block: number, state: State): void {
    this.#lists.move(block, state);
    if (state !== GHOST) return;
    this.#ghosts.add(this.#keys[block]!, block);
    // What had no bytes counts as one here, or there would be no end of them.
    if (this.#lists.weightOf(block) < 1) this.#lists.reweigh(block, 1);
  }

  reweigh(block: number, weight: number): void {
    this.#lists.reweigh(block, weight);
  }

  /** Or moves it there from where it is. */
  pushOnStack(block: number): void {
    if (this.#onStack[block] === 1) this.#stack.moveToEnd(block);
    else this.#stack.append(block);
    this.#onStack[block] = 1;
  }

  /** The block at the bottom, which is one of low recency, becomes one of high recency, the last in the queue. */
  demoteBottom(): void {
    const bottom = this.#stack.first();
    this.#takeOffStack(bottom);
    this.become(bottom, HIGH);
  }

  /** Takes off the stack what lies below its lowest block of low recency; ghosts are forgotten with it. */
  prune(): void {
    for (let bottom = this.#stack.first(); bottom >= 0; bottom = this.#stack.first()) {
      const state = this.stateOf(bottom);
      if (state === LOW) return;
      if (state === GHOST) this.forget(bottom);
      else this.#takeOffStack(bottom);
    }
  }

  forget(block: number): void {
    if (this.stateOf(block) === GHOST) this.#ghosts.remove(this.#keys[block]!);
    if (this.#onStack[block] === 1) this.#takeOffStack(block);
    this.#lists.remove(block);
    this.#free.push(block);
  }

  /** False where there is no ghost of this key. */
  forgetGhost(key: Key): boolean {
    const block = this.#ghosts.get(key);
    if (block < 0) return false;
    this.forget(block);
    return true;
  }

  forgetOldestGhost(): void {
    this.forget(this.#lists.first(GHOST));
  }

  check(): void {
    this.#lists.check();
    const ghosts = this.#lists.length(GHOST);
    assert(this.#ghosts.size === ghosts, 'a LIRS has lost count of its ghosts');
    assert(this.#stack.length >= this.#lists.length(LOW) + ghosts, 'a LIRS has an entry of low recency that is not on its stack');
    const bottom = this.#stack.first();
    assert(bottom < 0 || this.stateOf(bottom) === LOW, 'a LIRS has a stack that was not pruned');
  }

  #takeOffStack(block: number): void {
    this.#stack.remove(block);
    this.#onStack[block] = 0;
  }

  #newBlock(): number {
    const block = this.#highest++;
    if (block >= this.#onStack.length) {
      this.#onStack = grown(this.#onStack, block + 1);
      this.#slots = grown(this.#slots, block + 1);
      this.#keys = grown(this.#keys, block + 1);
    }
    return block;
  }
}
