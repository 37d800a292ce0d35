import { oldNumbers } from '../../oracle/old-numbers.js';
import { randomChoices as limit } from '../../oracle/random-choices.js';
import type { Experiment } from '../experiment.js';
import { balanced } from './balanced.js';

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
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: limit(utilization, 1), tolerance }],
}));

const severalChoices: Experiment[] = [0.5, 0.8, 0.9, 0.95].flatMap((utilization) =>
  [2, 3, 5].map((choices) => ({
    name: `${choices} random choices at ${utilization}`,
    yaml: balanced(enoughServers(utilization), utilization, `{ policy: power-of-d-choices, d: ${choices} }`),
    long: { trials: 10, warmup: 0.3, measured: utilization === 0.9 ? 2 : 1 },
    figures: [
      {
        name: 'sojourn',
        metric: 'jobs.latency.mean',
        expected: limit(utilization, choices),
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
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: limit(0.8, 2), tolerance: 0.03, approximate: true }],
};

/** With the lengths read off every so many service times. */
const oldChoices: Experiment[] = ([1, 5] as const).map((period) => ({
  name: `2 random choices at 0.9 by numbers read off every ${period} service times`,
  yaml: balanced(500, 0.9, `{ policy: power-of-d-choices, d: 2, read-every: ${period}ms }`),
  long: { trials: 10, warmup: 0.3, measured: 1 },
  figures: [
    {
      name: 'sojourn',
      metric: 'jobs.latency.mean',
      expected: oldNumbers(0.9, 2, period),
      tolerance: 0.03,
      approximate: true,
    },
  ],
}));

export const randomChoices: readonly Experiment[] = [...oneChoice, ...severalChoices, ...oldChoices, fewServers];
