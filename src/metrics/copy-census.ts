import type { Key, NodeId } from '../core/ids.js';
import type { Level } from './level.js';

/** Something that holds copies and can name them all. */
export interface CopyHolder {
  forEachKey(visit: (key: Key) => void): void;
}

/** Counts the copies that the instances of one node hold of the same keys. Whoever joins first lends the levels that are set. */
export class CopyCensus {
  #copies = 0;
  readonly #holdersOfKey = new Map<Key, number>();
  readonly #holders = new Map<NodeId, CopyHolder>();
  #all: Level | null = null;
  #duplicates: Level | null = null;

  /** An instance that starts again has lost what it held. */
  join(instance: NodeId, holder: CopyHolder, all: Level, duplicates: Level): void {
    this.#holders.get(instance)?.forEachKey((key) => this.removed(key));
    this.#holders.set(instance, holder);
    this.#all ??= all;
    this.#duplicates ??= duplicates;
  }

  added(key: Key): void {
    this.#copies++;
    this.#holdersOfKey.set(key, (this.#holdersOfKey.get(key) ?? 0) + 1);
    this.#record();
  }

  removed(key: Key): void {
    this.#copies--;
    const left = this.#holdersOfKey.get(key)! - 1;
    if (left === 0) this.#holdersOfKey.delete(key);
    else this.#holdersOfKey.set(key, left);
    this.#record();
  }

  #record(): void {
    this.#all!.set(this.#copies);
    this.#duplicates!.set(this.#copies - this.#holdersOfKey.size);
  }
}
