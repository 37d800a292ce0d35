import { InvariantError } from '../core/assert.js';
import type { Environment } from '../environment/environment.js';
import type { ProcessorModel } from '../environment/model.js';
import type { Node } from '../environment/node.js';
import type { Placement } from '../environment/placement.js';
import type { Route } from '../environment/route.js';
import type { TrafficTheory } from '../environment/traffic-theory.js';
import type { Definition } from '../language/definition.js';
import type { Parsed } from '../language/schemas/scalar-schema.js';
import type { MetricDeclaration } from '../metrics/declaration.js';
import { scaledArrivals } from './arrivals/arrivals-schema.js';
import { operationsOf } from './recorded-operations.js';
import { Workload } from './workload.js';
import type { WorkloadConfig } from './workload-config.js';
import { WORKLOAD_METRICS } from './workload-metrics.js';
import { workloadTraffic } from './workload-traffic.js';
import { workloadSchema } from './workload-schema.js';

/** To engines a workload is a kind of node, but one that nobody can call; it has the shape of their definitions. */
interface WorkloadDefinition extends Definition<WorkloadConfig, Node, [Environment, Placement]> {
  readonly metrics: readonly MetricDeclaration[];
  instances(config: WorkloadConfig): { readonly count: number; readonly separator: '/' | '#' };
  processor(config: WorkloadConfig): ProcessorModel;
  operations(config: WorkloadConfig): readonly string[];
  calls(config: WorkloadConfig): readonly { readonly during: null; readonly target: string; readonly operation: string }[];
  route(): Route;
  scaled(config: WorkloadConfig, share: number): Parsed<WorkloadConfig>;
  traffic(config: WorkloadConfig): TrafficTheory;
}

export const workloadDefinition: WorkloadDefinition = {
  name: 'workload',
  summary: 'Sends requests to a node when they are due, and measures how they end.',
  reference: 'open, closed and replayed load (Schroeder, Wierman, Harchol-Balter, "Open versus closed", NSDI 2006)',
  engines: ['virtual', 'live', 'theory'],
  metrics: WORKLOAD_METRICS,
  schema: workloadSchema,
  instances: () => ({ count: 1, separator: '/' }),
  processor: () => ({ cores: Number.POSITIVE_INFINITY, sharing: false, speed: 1 }),
  operations: () => [],
  calls: (config) => operationsOf(config).map((operation) => ({ during: null, target: config.target, operation })),
  route(): Route {
    throw new InvariantError('a workload cannot be called');
  },
  traffic: workloadTraffic,
  scaled(config, share) {
    const scaled = scaledArrivals(config.arrivals, share);
    return 'problem' in scaled ? scaled : { value: { ...config, arrivals: scaled.value } };
  },
  create: (config, environment, placement) => new Workload(config, environment, placement),
};
