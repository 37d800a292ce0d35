import { manyServers } from '../../oracle/many-servers.js';
import { randomChoices } from '../../oracle/random-choices.js';
import { roundRobin } from '../../oracle/round-robin.js';
import { shortestOfTwo } from '../../oracle/shortest-of-two.js';
import type { Experiment } from '../experiment.js';

function balanced(servers: number, utilization: number, policy: string): string {
  return `
workloads:
  jobs: { target: balancer, arrivals: poisson(${servers * utilization * 1000}/s) }
nodes:
  balancer: { kind: load-balancer, targets: servers, policy: ${policy} }
  servers: { kind: service, replicas: ${servers}, workers: 1, operations: { "*": [{ compute: exponential(1ms) }] } }
`;
}

/** The limit is for ever more servers. The mean lies above it by some part of 1 / servers, the larger the load is. */
function enoughServers(utilization: number): number {
  if (utilization < 0.9) return 250;
  return utilization < 0.95 ? 500 : 1000;
}

/** One random choice: as many M/M/1 queues on their own, exact for any number of them. */
const oneChoice: Experiment[] = (
  [
    [0.5, 0.01],
    [0.8, 0.03],
    [0.9, 0.05],
    [0.95, 0.08],
  ] as const
).map(([utilization, tolerance]) => ({
  name: `1 random choice at ${utilization}`,
  yaml: balanced(100, utilization, 'random'),
  long: { trials: 10, warmup: 8, measured: utilization < 0.95 ? 10 : 16 },
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: randomChoices(utilization, 1), tolerance }],
}));

const severalChoices: Experiment[] = [0.5, 0.8, 0.9, 0.95].flatMap((utilization) =>
  [2, 3, 5].map((choices) => ({
    name: `${choices} random choices at ${utilization}`,
    yaml: balanced(enoughServers(utilization), utilization, `{ policy: power-of-d-choices, d: ${choices} }`),
    long: { trials: 10, warmup: 0.3, measured: utilization < 0.9 ? 1 : 2 },
    figures: [
      {
        name: 'sojourn',
        metric: 'jobs.latency.mean',
        expected: randomChoices(utilization, choices),
        tolerance: 0.03,
        approximate: true,
      },
    ],
  })),
);

/** Enough for a short look. */
const fewServers: Experiment = {
  name: '2 random choices at 0.8, 100 servers',
  yaml: balanced(100, 0.8, 'power-of-d-choices'),
  long: { trials: 10, warmup: 0.3, measured: 2 },
  quick: { trials: 10, warmup: 0.1, measured: 0.5, wider: 2 },
  figures: [
    { name: 'sojourn', metric: 'jobs.latency.mean', expected: randomChoices(0.8, 2), tolerance: 0.03, approximate: true },
  ],
};

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

export const balancing: readonly Experiment[] = [...oneChoice, ...severalChoices, fewServers, ...shortest, turns, central];
