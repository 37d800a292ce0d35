import type { Key, NodeId } from '../core/ids.js';
import type { Census, CopyCount, CopyHolder } from './census.js';
import type { Level } from './level.js';

/** The census of holders in one thread. Whoever joins first lends the levels that are set. */
export class CopyCensus implements Census, CopyCount {
  #copies = 0;
  readonly #holdersOfKey = new Map<Key, number>();
  readonly #holders = new Map<NodeId, CopyHolder>();
  #all: Level | null = null;
  #duplicates: Level | null = null;

  join(instance: NodeId, holder: CopyHolder, all: Level, duplicates: Level): CopyCount {
    this.#holders.get(instance)?.forEachKey((key) => this.removed(key));
    this.#holders.set(instance, holder);
    this.#all ??= all;
    this.#duplicates ??= duplicates;
    return this;
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
