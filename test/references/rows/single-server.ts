import { finiteQueue } from '../../oracle/finite-queue.js';
import { manyServers } from '../../oracle/many-servers.js';
import type { Experiment } from '../experiment.js';

/** Jobs with a mean of 1 ms arrive `utilization` times per ms. */
function server(utilization: number, extra: string): string {
  return `
workloads:
  jobs: { target: server, arrivals: poisson(${utilization * 1000}/s) }
nodes:
  server: { kind: service, workers: 1, ${extra}operations: { "*": [{ compute: exponential(1ms) }] } }
`;
}

/** Utilization, tolerance, and how many seconds are measured to reach it. */
const TOLERANCES = [
  [0.5, 0.01, 1000],
  [0.8, 0.03, 600],
  [0.9, 0.05, 1800],
  [0.95, 0.08, 2400],
] as const;

const unlimited: Experiment[] = TOLERANCES.map(([utilization, tolerance, measured]) => {
  const { sojourn, waiting, sojournQuantile } = manyServers(1, utilization);
  return {
    name: `M/M/1 at ${utilization}`,
    yaml: server(utilization, ''),
    long: { trials: 20, warmup: 100, measured },
    ...(utilization < 0.9 ? { quick: { trials: 10, warmup: 10, measured: 200, wider: 5 } } : {}),
    figures: [
      { name: 'sojourn', metric: 'jobs.latency.mean', expected: sojourn, tolerance },
      { name: 'waiting', metric: 'server.waiting.mean', expected: waiting, tolerance: Math.max(tolerance, 0.03) },
      { name: 'p99', metric: 'jobs.latency.p99', expected: sojournQuantile(0.99), tolerance: Math.max(tolerance, 0.05) },
      { name: 'in system', metric: 'server.in-system.mean', expected: sojourn * utilization, tolerance },
      { name: 'utilization', metric: 'server.utilization', expected: utilization, tolerance: 0.01 },
    ],
  };
});

const busy = finiteQueue(10, 0.9);
const flooded = finiteQueue(10, 1.5);

const limited: Experiment[] = [
  {
    name: 'M/M/1/10 at 0.9',
    yaml: server(0.9, 'queue: 9, '),
    long: { trials: 10, warmup: 1, measured: 1000 },
    quick: { trials: 10, warmup: 1, measured: 100, wider: 3 },
    figures: [
      { name: 'loss', metric: 'jobs.errors.ratio', expected: busy.loss, tolerance: 0.03 },
      { name: 'throughput', metric: 'jobs.throughput', scale: 0.001, expected: busy.throughput, tolerance: 0.03 },
      { name: 'sojourn', metric: 'jobs.latency.mean', expected: busy.sojourn, tolerance: 0.03 },
    ],
  },
  {
    name: 'M/M/1/10 at 1.5',
    yaml: server(1.5, 'queue: 9, '),
    long: { trials: 10, warmup: 1, measured: 300 },
    quick: { trials: 10, warmup: 1, measured: 40, wider: 2 },
    figures: [
      { name: 'loss', metric: 'server.errors.ratio', expected: flooded.loss, tolerance: 0.03 },
      { name: 'sojourn', metric: 'jobs.latency.mean', expected: flooded.sojourn, tolerance: 0.03 },
    ],
  },
];

export const singleServer: readonly Experiment[] = [...unlimited, ...limited];
