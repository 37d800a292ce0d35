import { Registry } from '../../core/registry.js';
import { boundedLoad } from './bounded-load.js';
import { consistentHash } from './consistent-hash.js';
import { hash } from './hash.js';
import { jump } from './jump.js';
import { maglev } from './maglev.js';
import type { PartitioningDefinition } from './partitioning.js';
import { range } from './range.js';
import { redisSlots } from './redis-slots.js';
import { rendezvous } from './rendezvous.js';

export const partitioningPolicies = new Registry<PartitioningDefinition>('partitioning policy', [
  boundedLoad,
  consistentHash,
  hash,
  jump,
  maglev,
  range,
  redisSlots,
  rendezvous,
]);
