import { describe, expect, it } from 'vitest';
import { measure, measureArms } from './measure.js';

const CLUSTER = `
duration: 1000s
network: none
workloads:
  users: { target: balancer, arrivals: poisson(160/s) }
nodes:
  balancer: { kind: load-balancer, targets: api }
  api: { kind: service, replicas: 2, workers: 1, operations: { "*": [ { compute: exponential(10ms) } ] } }
`;

describe('a load balancer', () => {
  it('adds nothing to the latency of what stands behind it', () => {
    const metric = measure(CLUSTER);
    expect(metric('users.latency.mean')).toBeCloseTo(metric('balancer.sojourn.mean'), 1);
    expect(metric('balancer.sojourn.mean')).toBeCloseTo(metric('api.sojourn.mean'), 1);
    expect(metric('users.waiting.mean') + metric('users.service.mean')).toBeCloseTo(metric('users.latency.mean'), 6);
  });

  it('waits less the more it knows: random, then round robin, then the shortest queue', () => {
    const arms = measureArms(`${CLUSTER}
arms:
  random: { nodes.balancer.policy: random }
  round-robin: {}
  shortest: { nodes.balancer.policy: least-connections }
`);
    expect(arms['random']!('users.latency.mean')).toBeGreaterThan(arms['round-robin']!('users.latency.mean'));
    expect(arms['round-robin']!('users.latency.mean')).toBeGreaterThan(arms['shortest']!('users.latency.mean'));
  });

  it('holds a worker and takes its own time where it is told to', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: balancer, arrivals: constant(10/s), mix: { read: 1 } }
nodes:
  balancer: { kind: load-balancer, targets: data, workers: 1, queue: 0, service-time: 2ms }
  data: { kind: store, service-time: 3ms }
`);
    expect(metric('users.latency.max')).toBeCloseTo(5, 6);
    expect(metric('balancer.utilization')).toBeCloseTo(0.05, 2);
  });

  it('is no faster than its cores, however many connections it holds', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: balancer, arrivals: poisson(500/s), mix: { read: 1 } }
nodes:
  balancer: { kind: load-balancer, targets: data, cores: 1, service-time: 1ms }
  data: { kind: store, service-time: 50ms }
`);
    // M/D/1 at a half: half a service time of waiting. The 50 ms behind it occupy no core.
    expect(metric('balancer.core-waiting.mean')).toBeCloseTo(0.5, 1);
    expect(metric('balancer.cpu-utilization')).toBeCloseTo(0.5, 1);
    expect(metric('users.waiting.mean')).toBeCloseTo(metric('balancer.core-waiting.mean'), 2);
    expect(metric('users.service.mean')).toBeCloseTo(51, 2);
  });

  it('answers 502 for a target that cannot be reached', () => {
    const metric = measure(`${CLUSTER}
faults:
  outage: { at: 500s, for: 10s, crash: api/0 }
`);
    expect(metric('users.status-502.count')).toBeGreaterThan(500);
    expect(metric('users.status-502.count')).toBe(metric('users.errors.count'));
    expect(metric('api.lost.count')).toBeGreaterThan(0);
  });

  it('keeps each user with one target where it is sticky', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: balancer, arrivals: constant(100/s), mix: { read: 1 }, users: { count: 3 }, keys: uniform(1) }
nodes:
  balancer: { kind: load-balancer, targets: api, policy: sticky }
  api: { kind: service, replicas: 3, operations: { read: [ { fetch: { from: mine, else: data } } ] } }
  mine: { kind: cache, inside: api, capacity: 10 }
  data: { kind: store }
`);
    expect(metric('api/0.requests.count')).toBeGreaterThan(200);
    expect(metric('mine.misses.count')).toBe(3);
  });
});
