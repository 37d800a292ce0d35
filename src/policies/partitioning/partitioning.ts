import type { Key } from '../../core/ids.js';
import type { Definition } from '../../language/definition.js';

/** Which shard, 0 .. shards - 1, holds a key. */
export interface Partitioning {
  of(key: Key): number;
  /** All shards that hold some of the `length` keys from this one on, in their sorted order. Valid until the next call. */
  holding(key: Key, length: number): readonly number[];
}

export interface PartitioningContext {
  readonly shards: number;
  /** For error messages: whose shards they are. */
  readonly store: string;
  readonly keyCount: number;
  /** A 32-bit hash of a key's text. */
  hash(key: Key): number;
  /** Where a key stands among all keys when they are sorted. In [0, keyCount). */
  rank(key: Key): number;
}

export type PartitioningDefinition<Config = unknown> = Definition<Config, Partitioning, [PartitioningContext]>;
