import { closedNetworkResponse } from '../../oracle/mean-value-analysis.js';
import type { Experiment } from '../experiment.js';

const DEMANDS = [2, 3, 1] as const;
const THINK = 4;

/** Jain, The Art of Computer Systems Performance Analysis, table 34.1: a processor and two disks, here in milliseconds. */
function network(clients: number): string {
  return `
workloads:
  users: { target: system, arrivals: { clients: ${clients}, think: exponential(${THINK}ms) } }
nodes:
  system: { kind: service, operations: { "*": [{ call: processor }, { call: first-disk }, { call: second-disk }] } }
  processor: { kind: service, workers: 1, operations: { "*": [{ compute: exponential(${DEMANDS[0]}ms) }] } }
  first-disk: { kind: service, workers: 1, operations: { "*": [{ compute: exponential(${DEMANDS[1]}ms) }] } }
  second-disk: { kind: store, workers: 1, service-time: exponential(${DEMANDS[2]}ms) }
`;
}

export const closedNetwork: readonly Experiment[] = [1, 2, 3, 4, 5, 20].map((clients) => {
  const response = closedNetworkResponse(DEMANDS, THINK, clients);
  return {
    name: `closed network, ${clients} clients`,
    yaml: network(clients),
    long: { trials: 10, warmup: 5, measured: 400 },
    ...(clients === 5 ? { quick: { trials: 10, warmup: 2, measured: 60, wider: 1 } } : {}),
    figures: [
      { name: 'response', metric: 'users.latency.mean', expected: response, tolerance: 0.03 },
      {
        name: 'throughput per ms',
        metric: 'users.throughput',
        scale: 0.001,
        expected: clients / (THINK + response),
        tolerance: 0.03,
      },
      {
        name: 'utilization of the first disk',
        metric: 'first-disk.utilization',
        expected: (clients * DEMANDS[1]) / (THINK + response),
        tolerance: 0.03,
      },
    ],
  };
});
