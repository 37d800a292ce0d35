import { Registry } from '../core/registry.js';
import { answersHealth } from './answers-health.js';
import { cache } from './cache/cache.js';
import type { NodeDefinition } from './definition.js';
import { loadBalancer } from './load-balancer/load-balancer.js';
import { service } from './service/service.js';
import { store } from './store/store.js';

export const nodeKinds = new Registry<NodeDefinition>(
  'node kind',
  [cache, loadBalancer, service, store].map((kind: NodeDefinition) => answersHealth(kind)),
);
