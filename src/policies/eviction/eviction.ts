import type { Key } from '../../core/ids.js';
import type { Bytes } from '../../core/time.js';
import type { Definition } from '../../language/definition.js';

/**
 * Which entry leaves a full cache. Entries are small integers ("slots") that the cache hands out and uses again, so that a
 * policy keeps its order in arrays. The key is given where a policy remembers what it threw out.
 */
export interface EvictionPolicy {
  /** A slot has been filled with a key that was not there. */
  inserted(slot: number, key: Key, size: Bytes): void;
  /** The entry was read, or written again. */
  hit(slot: number): void;
  /** The entry is gone: evicted, expired or invalidated. */
  removed(slot: number): void;
  /** The entry to evict for an incoming key; the cache then calls `removed`. Only asked while there are entries. */
  victim(incoming: Key): number;
}

/** What a policy may know of its cache. */
export interface EvictionContext {
  /** In entries, or in bytes where the cache is measured in them; Infinity where it is not bounded. */
  readonly capacity: number;
}

export type EvictionDefinition<Config = unknown> = Definition<Config, EvictionPolicy, [EvictionContext]>;
