import { pollaczekKhinchine, processorSharing } from '../../oracle/pollaczek-khinchine.js';
import { priorityWaiting } from '../../oracle/priorities.js';
import type { Experiment, Size } from '../experiment.js';

const LOAD = 0.8;

interface Service {
  readonly variation: number;
  readonly time: string;
  /** How long it takes until means settle grows with the variation. */
  readonly fifo: Size;
  /** Seconds measured in each trial under processor sharing. */
  readonly shared: number;
}

const SERVICES: readonly Service[] = [
  { variation: 0, time: '1ms', fifo: { trials: 20, warmup: 10, measured: 300 }, shared: 600 },
  { variation: 0.5, time: 'erlang(1ms 2)', fifo: { trials: 20, warmup: 10, measured: 500 }, shared: 600 },
  { variation: 1, time: 'exponential(1ms)', fifo: { trials: 20, warmup: 10, measured: 600 }, shared: 600 },
  { variation: 4, time: 'hyperexponential(1ms 4)', fifo: { trials: 20, warmup: 30, measured: 1000 }, shared: 800 },
  { variation: 16, time: 'hyperexponential(1ms 16)', fifo: { trials: 20, warmup: 50, measured: 2000 }, shared: 1500 },
  { variation: 100, time: 'hyperexponential(1ms 100)', fifo: { trials: 25, warmup: 100, measured: 6000 }, shared: 5000 },
];

function server(time: string, discipline: string): string {
  return `
workloads:
  jobs: { target: server, arrivals: poisson(${LOAD * 1000}/s) }
nodes:
  server: { kind: service, workers: 1, discipline: ${discipline}, operations: { "*": [{ compute: ${time} }] } }
`;
}

const quickly = { trials: 10, warmup: 5, measured: 120, wider: 4 };

const inOrder: Experiment[] = SERVICES.map(({ variation, time, fifo }) => ({
  name: `M/G/1, squared variation ${variation}, first come first served`,
  yaml: server(time, 'fifo'),
  long: fifo,
  ...(variation < 1 ? { quick: quickly } : {}),
  figures: [
    { name: 'sojourn', metric: 'jobs.latency.mean', expected: pollaczekKhinchine(LOAD, variation), tolerance: 0.03 },
    { name: 'service', metric: 'server.service.mean', expected: 1, tolerance: 0.03 },
  ],
}));

const gamma: Experiment = {
  name: 'M/G/1, squared variation 4 by gamma, first come first served',
  yaml: server('gamma(1ms 0.25)', 'fifo'),
  long: { trials: 20, warmup: 30, measured: 1000 },
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: pollaczekKhinchine(LOAD, 4), tolerance: 0.03 }],
};

const shared: Experiment[] = SERVICES.map(({ variation, time, shared }) => ({
  name: `M/G/1, squared variation ${variation}, processor sharing`,
  yaml: server(time, 'processor-sharing'),
  long: { trials: 20, warmup: 50, measured: shared },
  ...(variation === 4 ? { quick: quickly } : {}),
  figures: [{ name: 'sojourn', metric: 'jobs.latency.mean', expected: processorSharing(LOAD), tolerance: 0.03 }],
}));

const [high, low] = priorityWaiting([0.4, 0.4]);

function prioritized(discipline: string): string {
  return `
workloads:
  jobs: { target: server, arrivals: poisson(800/s), mix: { high: { weight: 1, priority: 1 }, low: { weight: 1, priority: 0 } } }
nodes:
  server: { kind: service, workers: 1, discipline: ${discipline}, operations: { "*": [{ compute: exponential(1ms) }] } }
`;
}

const priorities: Experiment[] = [
  {
    name: 'two priorities',
    yaml: prioritized('priority'),
    long: { trials: 20, warmup: 10, measured: 800 },
    quick: { ...quickly, wider: 6 },
    figures: [
      { name: 'waiting of the high', metric: 'jobs[high].waiting.mean', expected: high!, tolerance: 0.03 },
      { name: 'waiting of the low', metric: 'jobs[low].waiting.mean', expected: low!, tolerance: 0.03 },
    ],
  },
  {
    name: 'two priorities, first come first served all the same',
    yaml: prioritized('fifo'),
    long: { trials: 20, warmup: 10, measured: 600 },
    figures: [
      { name: 'waiting of the high', metric: 'jobs[high].waiting.mean', expected: 4, tolerance: 0.03 },
      { name: 'waiting of the low', metric: 'jobs[low].waiting.mean', expected: 4, tolerance: 0.03 },
    ],
  },
];

export const generalService: readonly Experiment[] = [...inOrder, gamma, ...shared, ...priorities];
