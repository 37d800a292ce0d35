import type { Key } from '../../core/ids.js';
import type { Definition } from '../../language/definition.js';
import type { MeanStay } from '../../theory/characteristic-time.js';
import type { RandomStream } from '../../random/stream.js';

/**
 * Which entry leaves a full cache. Entries are small integers ("slots") that the cache hands out and uses again, so that a
 * policy keeps its order in arrays. The key is given where a policy remembers what it threw out. A weight is what an entry
 * takes of the capacity: 1 where entries are counted, its bytes where they are measured.
 */
export interface EvictionPolicy {
  /** How many keys it remembers that are not there any more; 0 where it has no such memory. */
  readonly remembered?: number;
  /** A key that is not there is about to come in. Once for each, before any victim is asked for; an admission policy may still refuse it. */
  arriving?(key: Key, weight: number): void;
  /** A slot has been filled with a key that was not there. */
  inserted(slot: number, key: Key, weight: number): void;
  /** The entry was read, or written again. */
  hit(slot: number): void;
  /** What was written has another weight than before; `hit` follows. */
  reweighed?(slot: number, weight: number): void;
  /** The entry is gone: evicted, or else expired or invalidated. */
  removed(slot: number, key: Key, evicted: boolean): void;
  /**
   * The entry to evict for an incoming key; the cache then calls `removed`, unless an admission policy prefers the victim.
   * -1 refuses the incoming one instead. Only asked while there are entries.
   */
  victim(incoming: Key): number;
  /** Throws InvariantError where its books are wrong. */
  check?(): void;
}

/** What a policy may know of its cache. */
export interface EvictionContext {
  /** The sum of the weights that it holds; Infinity where it is not bounded. */
  readonly capacity: number;
  /** That keys are numbered from 0 to below it; null where nobody knows. */
  readonly keyCount: number | null;
  /** For policies that draw. Only they may ask for it, at construction. */
  stream(purpose: string): RandomStream;
  /** What comes next; null where nobody knows, which is everywhere but in a recorded trace that is there as a whole. */
  readonly future: Future | null;
}

/** Of the request that is being handled. */
export interface Future {
  /** The place in the trace of the next request of the same key; the length of the trace where none follows. */
  readonly nextUse: number;
}

export interface EvictionDefinition<Config = unknown> extends Definition<Config, EvictionPolicy, [EvictionContext]> {
  /** How long an entry stays on average under it; absent where theory can say nothing. */
  readonly stay?: MeanStay;
  /** Why no scenario can have it, and what can, where that is so. */
  readonly outsideScenarios?: { readonly reason: string; readonly hint: string };
}
