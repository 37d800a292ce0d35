import type { PolicyConfig } from '../../core/definition.js';
import type { Activity } from '../../environment/activity.js';
import { LIST } from '../../environment/discovery.js';
import type { StationTheory } from '../../environment/station-theory.js';
import { type Vocabulary } from '../../language/definition.js';
import { count, name } from '../../language/schemas/scalars.js';
import { defaulted, object, required, transform, word } from '../../language/schemas/structures.js';
import { healthFields, reportIdleHealthKeys, type HealthFields } from '../../protocols/health/health-fields.js';
import { HEALTH_METRICS } from '../../protocols/health/health-metrics.js';
import { DEFAULT_CALL_POLICY, lateRepliesField, termFields } from '../../protocols/outbound/call-policy.js';
import { callActivity } from '../../protocols/outbound/call-theory.js';
import { createReplicaRoute, ROUND_ROBIN } from '../../protocols/routes/replica-route.js';
import { drawn } from '../../protocols/station/drawn-activity.js';
import {
  serviceTimeField,
  type ServiceTimeFields,
  stationFields,
  type StationFields,
} from '../../protocols/station/station-fields.js';
import { CALLING_METRICS, STATION_METRICS } from '../../protocols/station/station-metrics.js';
import { servedFor, stationTheory } from '../../protocols/station/station-theory.js';
import type { CallSite, NodeDefinition } from '../definition.js';
import { LoadBalancerNode } from './load-balancer-node.js';

export interface LoadBalancerConfig extends StationFields, ServiceTimeFields, HealthFields {
  readonly targets: string;
  readonly policy: PolicyConfig;
  readonly replicas: number;
  readonly cores: number;
  readonly timeout: number | null | undefined;
  readonly deadline: number | 'inherit' | null | undefined;
  readonly 'late-replies': 'discard' | 'accept';
}

function schema(vocabulary: Vocabulary) {
  return transform(fields(vocabulary), reportIdleHealthKeys);
}

function fields(vocabulary: Vocabulary) {
  return object({
    targets: required(name(), 'The node over whose instances it spreads requests'),
    policy: defaulted(vocabulary.policy('balancing'), 'round-robin', 'Which instance gets the next request'),
    replicas: defaulted(count({ min: 1 }), '1', 'How many balancers there are; each knows only of its own requests'),
    ...stationFields(vocabulary),
    cores: defaulted(
      word('unlimited', Infinity, count({ min: 1 })),
      'unlimited',
      'For how many requests the service time passes at once; a worker is held until the answer has been passed back',
    ),
    ...serviceTimeField(),
    ...termFields(),
    'late-replies': lateRepliesField(),
    ...healthFields(),
  });
}

export const loadBalancer: NodeDefinition<LoadBalancerConfig> = {
  name: 'load-balancer',
  summary: 'Spreads requests over the instances of another node.',
  reference: 'nginx, HAProxy and Envoy as reverse proxies',
  engines: ['virtual', 'live', 'theory'],
  metrics: [...STATION_METRICS, ...CALLING_METRICS, ...HEALTH_METRICS],
  schema,
  instances: (config) => ({ count: config.replicas, separator: '/' }),
  processor: (config) => ({ cores: config.cores, sharing: false, speed: 1 }),
  operations: () => null,
  calls: callsOf,
  theory,
  checksHealth: (config) => config['health-check'] !== undefined,
  route: (_config, group, caller, environment, policy) => createReplicaRoute(group, caller, environment, policy ?? ROUND_ROBIN),
  create: (config, environment, placement) => new LoadBalancerNode(config, environment, placement),
};

function callsOf({ targets, discovery }: LoadBalancerConfig): readonly CallSite[] {
  const passed = { during: null, target: targets, operation: null };
  return discovery === undefined ? [passed] : [passed, { during: null, target: discovery.registry, operation: LIST }];
}

function theory(config: LoadBalancerConfig): StationTheory {
  const { timeout, deadline, policy } = config;
  const terms = {
    ...DEFAULT_CALL_POLICY,
    timeout: timeout ?? null,
    deadline: deadline ?? null,
    late: config['late-replies'],
    policy,
  };
  return {
    ...stationTheory(config),
    cores: config.cores,
    picks: ROUND_ROBIN,
    activities: () => [...partOfTargets(config), worked(config), callActivity({ to: config.targets }, terms)],
  };
}

/** Who is called then depends on which replica of the balancer asks, and where it stands. */
function partOfTargets({ subset, 'own-zone': ownZone }: LoadBalancerConfig): readonly Activity[] {
  if (subset === undefined && ownZone === undefined) return [];
  return [{ type: 'unknown', reason: 'each balancer calls a part of the targets only' }];
}

/** Without a limit nobody waits for a core. */
function worked({ cores, 'service-time': time }: LoadBalancerConfig): Activity {
  return cores === Infinity ? servedFor(time) : drawn(time, (amount) => ({ type: 'compute', amount }));
}
