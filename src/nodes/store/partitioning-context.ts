import type { Placement } from '../../environment/placement.js';
import type { PartitioningContext } from '../../policies/partitioning/partitioning.js';

/** All that a partitioning policy may know of keys and shards. */
export function partitioningContext(shards: number, placement: Placement): PartitioningContext {
  return {
    shards,
    keyCount: placement.keyCount,
    hash: (key) => placement.hash(key),
    rank: (key) => placement.rank(key),
    text: (key) => placement.keyText(key),
  };
}
