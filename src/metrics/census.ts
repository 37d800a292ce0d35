import type { Key, NodeId } from '../core/ids.js';
import type { Level } from './level.js';

/** Something that holds copies and can name them all. */
export interface CopyHolder {
  forEachKey(visit: (key: Key) => void): void;
}

/** Counts the copies that the instances of one node hold of the same keys. */
export interface Census {
  /** An instance that starts again has lost what it held. The levels say how many copies there are, and how many are further ones of the same keys. */
  join(instance: NodeId, holder: CopyHolder, all: Level, duplicates: Level): CopyCount;
}

/** Is told what one instance holds. */
export interface CopyCount {
  added(key: Key): void;
  removed(key: Key): void;
}
