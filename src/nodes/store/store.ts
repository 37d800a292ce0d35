import type { PolicyConfig } from '../../core/definition.js';
import type { GroupModel } from '../../environment/model.js';
import type { Placement } from '../../environment/placement.js';
import type { StationTheory } from '../../environment/station-theory.js';
import type { Vocabulary } from '../../language/definition.js';
import { positionOf } from '../../language/position-of.js';
import { amount, type Amount } from '../../language/schemas/amounts.js';
import { choice, count, name } from '../../language/schemas/scalars.js';
import { defaulted, object, optional, record, transform } from '../../language/schemas/structures.js';
import { partitioningPolicies } from '../../policies/partitioning/registry.js';
import { backendField, type BackendFields } from '../../protocols/backend/backend-field.js';
import type { DistributionConfig } from '../../random/distribution.js';
import { PartitionRoute } from '../../protocols/routes/partition-route.js';
import { reachableInstances } from '../../protocols/routes/reachable-instances.js';
import {
  serviceTimeField,
  type ServiceTimeFields,
  stationFields,
  type StationFields,
} from '../../protocols/station/station-fields.js';
import { STATION_METRICS } from '../../protocols/station/station-metrics.js';
import { servedFor, stationTheory } from '../../protocols/station/station-theory.js';
import type { NodeDefinition } from '../definition.js';
import { STORE_METRICS } from './store-metrics.js';
import { StoreNode } from './store-node.js';
import { partitioningContext } from './partitioning-context.js';
import { operationsOf, scanLengths } from './store-operations.js';

export interface StoreConfig extends StationFields, ServiceTimeFields, BackendFields {
  readonly shards: number;
  readonly partitioning: PolicyConfig;
  readonly 'value-size': Amount;
  readonly durability: 'durable' | 'memory';
  readonly operations: Readonly<Record<string, StoreOperationConfig>>;
}

export interface StoreOperationConfig {
  readonly effect: 'read' | 'write' | 'delete' | undefined;
  readonly 'service-time': Amount | undefined;
  readonly size: Amount | undefined;
  readonly scan: { readonly length: number } | undefined;
}

const operation = object({
  effect: optional(
    choice('read', 'write', 'delete'),
    'What it does to the value of its key; by default what its name says, and read for any other name',
  ),
  'service-time': optional(amount('duration'), "How long it holds a worker; the store's own service-time without it"),
  size: optional(amount('size'), 'Bytes of its answer; the value-size without it, and 0 for a write'),
  scan: optional(
    object({ length: defaulted(count({ min: 1 }), '100', 'How many keys it looks at, from its key on in sorted order') }),
    'It reads many keys: every shard that may hold one of them answers',
  ),
});

function schema(vocabulary: Vocabulary) {
  return transform(storeFields(vocabulary), (config, source, reader) => {
    const { name: policy, options } = config.partitioning;
    const misfit = partitioningPolicies.get(policy)!.check?.(options, config.shards);
    if (misfit === undefined) return config;
    return reader.report(positionOf(source, 'partitioning'), misfit.message, misfit.hint);
  });
}

function storeFields(vocabulary: Vocabulary) {
  return object({
    shards: defaulted(count({ min: 1 }), '1', 'Into how many parts the keys are divided; each part is an instance'),
    partitioning: defaulted(vocabulary.policy('partitioning'), 'hash', 'Which shard holds which key'),
    ...stationFields(vocabulary),
    ...serviceTimeField(),
    ...backendField('postgres', 'redis'),
    'value-size': defaulted(amount('size'), '0B', 'Bytes of a value that nobody has written with a size yet'),
    durability: defaulted(
      choice('durable', 'memory'),
      'durable',
      'Whether what was acknowledged as written outlives a crash of its host',
    ),
    operations: defaulted(record(operation, { keys: name() }), {}, 'What is different about some operations, and further ones'),
  });
}

export const store: NodeDefinition<StoreConfig> = {
  name: 'store',
  summary: 'Keeps values by key, in shards: read, write, delete and scan, and further operations that it is told about.',
  reference: 'A sharded key-value store such as MongoDB, Cassandra with one copy, or Redis Cluster',
  engines: ['virtual', 'live', 'theory'],
  metrics: [...STATION_METRICS, ...STORE_METRICS],
  durable: true,
  schema,
  instances: (config) => ({ count: config.shards, separator: '#' }),
  processor: () => ({ cores: Infinity, sharing: false, speed: 1 }),
  operations: operationsOf,
  calls: () => [],
  theory,
  calibrated,
  route: (config, group, caller) => createPartitionRoute(config, group, caller),
  create: (config, environment, placement) => new StoreNode(config, environment, placement),
};

function createPartitionRoute(config: StoreConfig, group: GroupModel, caller: Placement): PartitionRoute {
  const shards = reachableInstances(group, caller);
  const { name: policy, options } = config.partitioning;
  const partitioning = partitioningPolicies.get(policy)!.create(options, partitioningContext(shards.length, caller));
  return new PartitionRoute(shards, partitioning, scanLengths(config, caller));
}

function theory(config: StoreConfig): StationTheory {
  const known = operationsOf(config);
  return {
    ...stationTheory(config),
    picks: null,
    activities(operation) {
      if (!known.includes(operation)) return null;
      return [servedFor(config.operations[operation]?.['service-time'] ?? config['service-time'])];
    },
  };
}

/** Operations that were not measured keep what was written. */
function calibrated(config: StoreConfig, times: Readonly<Record<string, DistributionConfig>>): StoreConfig {
  const measured = Object.entries(times).map(([name, distribution]) => {
    const written = config.operations[name] ?? { effect: undefined, size: undefined, scan: undefined };
    return [name, { ...written, 'service-time': { type: 'distribution', distribution } }] as const;
  });
  return { ...config, operations: { ...config.operations, ...Object.fromEntries(measured) } };
}
