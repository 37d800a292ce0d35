import { Registry } from '../../core/registry.js';
import { hash } from './hash.js';
import type { PartitioningDefinition } from './partitioning.js';
import { range } from './range.js';

export const partitioningPolicies = new Registry<PartitioningDefinition>('partitioning policy', [hash, range]);
