import { erlangB, loadAtLoss } from '../../oracle/erlang.js';
import { manyServers } from '../../oracle/many-servers.js';
import type { Experiment } from '../experiment.js';

function servers(workers: number, load: number, extra = '', others = ''): string {
  return `
workloads:
  jobs: { target: servers, arrivals: poisson(${load * 1000}/s) }${others}
nodes:
  servers: { kind: service, workers: ${workers}, ${extra}operations: { "*": [{ compute: exponential(1ms) }], probe: [{ compute: 0ms }] } }
`;
}

const UTILIZATION = 0.8;

/** In ms: the timeout of probes, which ask for nothing and so time out if they wait, whatever for. */
const NOTICED = 1e-5;

function probes(load: number): string {
  return `
  probes: { target: servers, arrivals: poisson(${load * 250}/s), timeout: 10ns, mix: { probe: 1 } }`;
}

const waiting: Experiment[] = [1, 2, 4, 8, 16, 64].map((workers) => {
  const { waits, sojourn, sojournQuantile, waitingQuantile } = manyServers(workers, UTILIZATION);
  const spare = workers * (1 - UTILIZATION);
  return {
    name: `M/M/${workers} at ${UTILIZATION}`,
    yaml: servers(workers, workers * UTILIZATION, '', probes(workers * UTILIZATION)),
    long: { trials: 20, warmup: 5, measured: 600 / workers + 0.8 * workers },
    ...(workers === 4 ? { quick: { trials: 10, warmup: 5, measured: 50, wider: 4 } } : {}),
    figures: [
      {
        name: 'P(wait)',
        metric: 'probes.errors.ratio',
        expected: waits * Math.exp(-spare * NOTICED),
        tolerance: 0.03,
      },
      { name: 'waiting', metric: 'servers.waiting.mean', expected: waits / spare, tolerance: 0.05 },
      { name: 'p99 of waiting', metric: 'servers.waiting.p99', expected: waitingQuantile(0.99), tolerance: 0.05 },
      { name: 'sojourn', metric: 'jobs.latency.mean', expected: sojourn, tolerance: 0.03 },
      { name: 'p99', metric: 'jobs.latency.p99', expected: sojournQuantile(0.99), tolerance: 0.05 },
    ],
  };
});

const loss: Experiment[] = [
  {
    name: 'Erlang B, 10 servers, 10 erlangs',
    yaml: servers(10, 10, 'queue: 0, '),
    long: { trials: 10, warmup: 1, measured: 50 },
    quick: { trials: 10, warmup: 1, measured: 6, wider: 2 },
    figures: [{ name: 'loss', metric: 'jobs.errors.ratio', expected: erlangB(10, 10), tolerance: 0.03 }],
  },
  ...[5, 10, 20, 50, 100].map((workers) => ({
    name: `Erlang B, ${workers} servers at the load for 1%`,
    yaml: servers(workers, loadAtLoss(workers, 0.01), 'queue: 0, '),
    long: { trials: 20, warmup: 1, measured: 800 / workers + 5 },
    ...(workers === 20 ? { quick: { trials: 10, warmup: 1, measured: 10, wider: 4 } } : {}),
    figures: [{ name: 'loss', metric: 'jobs.status-503.ratio', expected: 0.01, tolerance: 0.03 }],
  })),
];

export const severalServers: readonly Experiment[] = [...waiting, ...loss];
