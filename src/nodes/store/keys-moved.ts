import type { Placement } from '../../environment/placement.js';
import { partitioningPolicies } from '../../policies/partitioning/registry.js';
import { partitioningContext } from './partitioning-context.js';
import type { StoreConfig } from './store.js';

/** Of more keys, so many are looked at, evenly spread. */
const MOST_KEYS = 10_000;

/**
 * The share of keys that would be on another shard if there were one more. Undefined for a store of one shard, and where the
 * options (weights, split points) say nothing about one more.
 */
export function keysMoved(config: StoreConfig, placement: Placement): number | undefined {
  const { name, options } = config.partitioning;
  const shards = placement.group.instances.length;
  const definition = partitioningPolicies.get(name)!;
  if (shards === 1 || definition.check?.(options, shards + 1) !== undefined) return undefined;
  const context = partitioningContext(shards, placement);
  const before = definition.create(options, context);
  const after = definition.grown?.(options, context) ?? definition.create(options, { ...context, shards: shards + 1 });
  const step = Math.ceil(placement.keyCount / MOST_KEYS);
  let looked = 0;
  let moved = 0;
  for (let key = 0; key < placement.keyCount; key += step) {
    looked++;
    if (before.of(key) !== after.of(key)) moved++;
  }
  return looked === 0 ? undefined : moved / looked;
}
