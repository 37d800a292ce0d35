import { manyServers } from '../../oracle/many-servers.js';
import { roundRobin } from '../../oracle/round-robin.js';
import { shortestOfTwo } from '../../oracle/shortest-of-two.js';
import { idleOfTwo } from '../../oracle/two-queues.js';
import type { Experiment } from '../experiment.js';
import { balanced } from './balanced.js';

const shortest: Experiment[] = (
  [
    [0.5, 0.01],
    [0.7, 0.03],
    [0.8, 0.03],
    [0.9, 0.05],
    [0.95, 0.08],
  ] as const
).map(([utilization, tolerance]) => ({
  name: `the shorter of two queues at ${utilization}`,
  yaml: balanced(2, utilization, 'least-connections'),
  long: { trials: 20, warmup: 20, measured: 200 },
  ...(utilization === 0.8 ? { quick: { trials: 10, warmup: 5, measured: 60, wider: 4 } } : {}),
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: shortestOfTwo(utilization), tolerance }],
}));

const idle: Experiment[] = (
  [
    [0.5, 0.01],
    [0.8, 0.03],
    [0.9, 0.05],
  ] as const
).map(([utilization, tolerance]) => ({
  name: `whoever is idle of two at ${utilization}`,
  yaml: balanced(2, utilization, 'join-idle-queue'),
  long: { trials: 20, warmup: 20, measured: 200 },
  ...(utilization === 0.5 ? { quick: { trials: 10, warmup: 5, measured: 60, wider: 4 } } : {}),
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: idleOfTwo(utilization), tolerance }],
}));

const turns: Experiment = {
  name: 'round robin over 10 at 0.9',
  yaml: balanced(10, 0.9, 'round-robin'),
  long: { trials: 20, warmup: 10, measured: 60 },
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: roundRobin(10, 0.9), tolerance: 0.03 }],
};

const central: Experiment = {
  name: 'one central queue for 10 at 0.9',
  yaml: `
workloads:
  jobs: { target: servers, arrivals: poisson(9000/s) }
nodes:
  servers: { kind: service, workers: 10, operations: { "*": [{ compute: exponential(1ms) }] } }
`,
  long: { trials: 20, warmup: 10, measured: 60 },
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: manyServers(10, 0.9).sojourn, tolerance: 0.03 }],
};

export const balancing: readonly Experiment[] = [...shortest, ...idle, turns, central];
