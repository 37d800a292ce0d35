import type { Key } from '../../core/ids.js';

/** Is told what happens to the entries of a cache. */
export interface CacheObserver {
  inserted(key: Key): void;
  /** Gone, for whatever reason. */
  removed(key: Key): void;
  /** It was removed because there was no room. */
  evicted(): void;
  /** It was removed because its time was over. */
  expired(): void;
}
