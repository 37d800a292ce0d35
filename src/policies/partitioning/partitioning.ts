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
  readonly keyCount: number;
  /** A 32-bit hash of a key's text. */
  hash(key: Key): number;
  /** Where a key stands among all keys when they are sorted. In [0, keyCount). */
  rank(key: Key): number;
  text(key: Key): string;
}

export interface PartitioningDefinition<Config = unknown> extends Definition<Config, Partitioning, [PartitioningContext]> {
  /** What is wrong with these options for so many shards; undefined where nothing is. */
  check?(config: Config, shards: number): Misfit | undefined;
  /** With one shard more than the context has, as it is added while there is data; what `create` makes for one more without it. */
  grown?(config: Config, context: PartitioningContext): Partitioning;
}

export interface Misfit {
  readonly message: string;
  readonly hint: string;
}
