import { describe, expect, it } from 'vitest';
import { run } from '../../src/app/index.js';

const SCENARIO = `sysdesign: 1
title: How should a balancer pick at high load?
trials: 10
warmup: 1s
duration: 16s
workloads:
  jobs: { target: balancer, arrivals: poisson(9000/s) }
nodes:
  balancer: { kind: load-balancer, targets: servers, policy: random }
  servers: { kind: service, replicas: 10, workers: 1, operations: { "*": [{ compute: exponential(1ms) }] } }
  pool: { kind: service, workers: 10, operations: { "*": [{ compute: exponential(1ms) }] } }
arms:
  random: {}
  round-robin: { nodes.balancer.policy: round-robin }
  join-idle: { nodes.balancer.policy: join-idle-queue }
  two-choices: { nodes.balancer.policy: { policy: power-of-d-choices, d: 2 } }
  shortest: { nodes.balancer.policy: least-connections }
  central: { workloads.jobs.target: pool }
expect:
  - random.jobs.latency.mean > round-robin.jobs.latency.mean
  - round-robin.jobs.latency.mean > join-idle.jobs.latency.mean
  - join-idle.jobs.latency.mean > shortest.jobs.latency.mean
  - round-robin.jobs.latency.mean > two-choices.jobs.latency.mean
  - two-choices.jobs.latency.mean > shortest.jobs.latency.mean
  - shortest.jobs.latency.mean > central.jobs.latency.mean
`;

describe('balancing ten servers at 0.9', () => {
  it('comes out in the order random, round robin, two choices or join the idle, shortest, one central queue', async () => {
    const { expectations } = await run(SCENARIO, { confidence: 0.999 });
    expect(expectations.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });
});
