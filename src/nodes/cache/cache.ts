import type { PolicyConfig } from '../../core/definition.js';
import { type Nanoseconds, NEVER } from '../../core/time.js';
import type { StationTheory } from '../../environment/station-theory.js';
import type { Vocabulary } from '../../language/definition.js';
import { count, duration } from '../../language/schemas/scalars.js';
import { defaulted, object, required, word } from '../../language/schemas/structures.js';
import { backendField, type BackendFields } from '../../protocols/backend/backend-field.js';
import type { DistributionConfig } from '../../random/distribution.js';
import { createReplicaRoute, KEY_HASH } from '../../protocols/routes/replica-route.js';
import {
  serviceTimeField,
  type ServiceTimeFields,
  stationFields,
  type StationFields,
} from '../../protocols/station/station-fields.js';
import { STATION_METRICS } from '../../protocols/station/station-metrics.js';
import { servedFor, stationTheory } from '../../protocols/station/station-theory.js';
import type { NodeDefinition } from '../definition.js';
import { cacheCapacity } from './cache-capacity.js';
import type { CacheCapacity } from './cache-contents.js';
import { CACHE_METRICS } from './cache-metrics.js';
import { CacheNode } from './cache-node.js';

export interface CacheConfig extends StationFields, ServiceTimeFields, BackendFields {
  readonly policy: PolicyConfig;
  readonly admission: PolicyConfig;
  readonly capacity: CacheCapacity;
  /** NEVER where entries do not expire. */
  readonly ttl: Nanoseconds;
  readonly replicas: number;
}

function schema(vocabulary: Vocabulary) {
  return object({
    capacity: required(cacheCapacity, 'How much it holds, per instance: entries such as 10k, or a size such as 64MiB'),
    policy: defaulted(vocabulary.policy('eviction'), 'lru', 'Which entry leaves when there is no room'),
    admission: defaulted(vocabulary.policy('admission'), 'none', 'What is kept out, although somebody asked for it'),
    ttl: defaulted(
      word('none', NEVER, duration({ minExclusive: 0 })),
      'none',
      'Time to live: how long after it was filled an entry may be read',
    ),
    replicas: defaulted(count({ min: 1 }), '1', 'Members of the cluster; each key belongs to one of them'),
    ...stationFields(vocabulary),
    ...serviceTimeField(),
    ...backendField('redis'),
  });
}

export const cache: NodeDefinition<CacheConfig> = {
  name: 'cache',
  summary: 'Keeps copies: read finds one or answers 404, write fills one, delete invalidates one. A crash empties it.',
  reference: 'memcached, and Redis as a cache',
  engines: ['virtual', 'live', 'theory'],
  metrics: [...STATION_METRICS, ...CACHE_METRICS],
  schema,
  instances: (config) => ({ count: config.replicas, separator: '/' }),
  processor: () => ({ cores: Infinity, sharing: false, speed: 1 }),
  operations: () => ['delete', 'read', 'write'],
  calls: () => [],
  theory,
  calibrated,
  route: (_config, group, caller, environment, policy) => createReplicaRoute(group, caller, environment, policy ?? KEY_HASH),
  create: (config, environment, placement) => new CacheNode(config, environment, placement),
};

function theory(config: CacheConfig): StationTheory {
  const { policy, capacity, ttl, admission } = config;
  const operations = cache.operations(config)!;
  return {
    ...stationTheory(config),
    picks: KEY_HASH,
    activities: (operation) => (operations.includes(operation) ? [servedFor(config['service-time'])] : null),
    contents: {
      policy,
      capacity: capacity.unit === 'entries' ? capacity.amount : Number.NaN,
      life: ttl,
      reads: 'read',
      removes: 'delete',
      unknown: admission.name === 'none' ? undefined : `nothing is known of the admission policy ${admission.name}`,
    },
  };
}

/** One service time for all operations: that of reads, which is what a cache is for. */
function calibrated(config: CacheConfig, times: Readonly<Record<string, DistributionConfig>>): CacheConfig {
  const measured = times['read'] ?? Object.values(times)[0];
  return measured === undefined ? config : { ...config, 'service-time': { type: 'distribution', distribution: measured } };
}
