import { HEARTBEAT, LIST } from '../../environment/discovery.js';
import type { Nanoseconds } from '../../core/time.js';
import { positionOf } from '../../language/position-of.js';
import { duration, name } from '../../language/schemas/scalars.js';
import { defaulted, object, required, transform } from '../../language/schemas/structures.js';
import { createReplicaRoute, ROUND_ROBIN } from '../../protocols/routes/replica-route.js';
import { count, ratio } from '../../protocols/station/station-metrics.js';
import type { NodeDefinition } from '../definition.js';
import { ServiceRegistryNode } from './service-registry-node.js';

export interface ServiceRegistryConfig {
  readonly of: string;
  readonly heartbeat: Nanoseconds;
  readonly expiry: Nanoseconds;
}

const schema = transform(
  object({
    of: required(name(), 'The node whose instances it keeps track of; they register when they start'),
    heartbeat: defaulted(duration({ minExclusive: 0 }), '30s', 'How often each instance says that it is still there'),
    expiry: defaulted(
      duration({ minExclusive: 0 }),
      '90s',
      'How long after its last heartbeat an instance counts as there; longer than the heartbeat',
    ),
  }),
  (config, source, reader) =>
    config.expiry > config.heartbeat
      ? config
      : reader.report(
          positionOf(source, 'expiry'),
          'instances would expire between two heartbeats',
          'make the expiry longer, by a few heartbeats',
        ),
);

export const serviceRegistry: NodeDefinition<ServiceRegistryConfig> = {
  name: 'service-registry',
  summary: 'Keeps track of which instances of a node are there: they send heartbeats, and who misses too many is not listed.',
  reference: 'Eureka: leases renewed by heartbeats; Consul with TTL checks',
  engines: ['virtual', 'live'],
  metrics: [
    count('heartbeats', 'Heartbeats that arrived'),
    count('lists', 'How often it was asked who is there'),
    count('expired', 'How often an instance was taken from the list because its heartbeats stayed away'),
    {
      name: 'listed-ratio',
      summary: 'Instances that were listed, of all instances, averaged over time',
      unit: 'ratio',
      type: 'scalar',
      value: (view) => ratio(view.mean('listed'), view.mean('instances')),
    },
  ],
  schema: () => schema,
  instances: () => ({ count: 1, separator: '/' }),
  processor: () => ({ cores: Infinity, sharing: false, speed: 1 }),
  operations: () => [HEARTBEAT, LIST],
  calls: () => [],
  route: (_config, group, caller, environment, policy) => createReplicaRoute(group, caller, environment, policy ?? ROUND_ROBIN),
  create: (config, environment, placement) => new ServiceRegistryNode(config, environment, placement),
};
