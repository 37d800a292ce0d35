import { Registry } from '../../core/registry.js';
import type { EvictionDefinition } from './eviction.js';
import { fifo } from './fifo.js';
import { lru } from './lru.js';

export const evictionPolicies = new Registry<EvictionDefinition>('eviction policy', [fifo, lru]);
