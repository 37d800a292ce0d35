import { InvariantError } from '../core/assert.js';
import type { Environment } from '../environment/environment.js';
import type { ProcessorModel } from '../environment/model.js';
import type { Node } from '../environment/node.js';
import type { Placement } from '../environment/placement.js';
import type { Route } from '../environment/route.js';
import type { Definition } from '../language/definition.js';
import type { MetricDeclaration } from '../metrics/declaration.js';
import { operationsOf } from './recorded-operations.js';
import { Workload } from './workload.js';
import type { WorkloadConfig } from './workload-config.js';
import { WORKLOAD_METRICS } from './workload-metrics.js';
import { workloadSchema } from './workload-schema.js';

/** To engines a workload is a kind of node, but one that nobody can call; it has the shape of their definitions. */
interface WorkloadDefinition extends Definition<WorkloadConfig, Node, [Environment, Placement]> {
  readonly metrics: readonly MetricDeclaration[];
  instances(config: WorkloadConfig): { readonly count: number; readonly separator: '/' | '#' };
  processor(config: WorkloadConfig): ProcessorModel;
  operations(config: WorkloadConfig): readonly string[];
  calls(config: WorkloadConfig): readonly { readonly during: null; readonly target: string; readonly operation: string }[];
  route(): Route;
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
  create: (config, environment, placement) => new Workload(config, environment, placement),
};
