import type { Key } from '../../../../core/ids.js';
import type { Bytes } from '../../../../core/time.js';

/** What a server holds under a key. */
export interface StoredValue {
  /** Number of the write whose value it is, counted from 1; 0 is the first value, which nobody wrote. */
  readonly writes: number;
  /** Of the payload; null where the value was deleted. */
  readonly size: Bytes | null;
}

/** A first value that is put in before the run. */
export interface FirstValue {
  readonly key: Key;
  readonly size: Bytes;
}

/** A value that a scan came by. */
export interface ScannedValue {
  /** Rank of its key among all keys. */
  readonly rank: number;
  readonly size: Bytes;
}

/** One shard in a server: what a store needs of it. Every method rejects where the server fails. */
export interface StoreDriver {
  connect(): Promise<void>;
  /** So many keys, or bytes, are put in before a run at most, by all shards together. */
  readonly mostKeys: number;
  readonly mostBytes: Bytes;
  load(values: readonly FirstValue[]): Promise<void>;
  /** null for a key that nothing is known of yet. */
  read(key: Key): Promise<StoredValue | null>;
  /** Puts a first value in, unless something is there by now; answers what is there. */
  readFirst(key: Key, size: Bytes): Promise<StoredValue>;
  /** Answers the number of this write, which is one more than that of the last one ever. */
  write(key: Key, size: Bytes): Promise<number>;
  delete(key: Key): Promise<number>;
  /** The next so many values in the order of keys, beginning with this one. */
  scan(key: Key, length: number): Promise<readonly ScannedValue[]>;
  close(): Promise<void>;
}
