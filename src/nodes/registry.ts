import { Registry } from '../core/registry.js';
import { answersHealth } from './answers-health.js';
import { cache } from './cache/cache.js';
import type { NodeDefinition } from './definition.js';
import { loadBalancer } from './load-balancer/load-balancer.js';
import { service } from './service/service.js';
import { registers } from './service-registry/registers.js';
import { serviceRegistry } from './service-registry/service-registry.js';
import { store } from './store/store.js';

export const nodeKinds = new Registry<NodeDefinition>(
  'node kind',
  [cache, loadBalancer, service, serviceRegistry, store].map((kind: NodeDefinition) => registers(answersHealth(kind))),
);
