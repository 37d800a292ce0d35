import { describe, expect, it } from 'vitest';
import { measure, measureArms } from './measure.js';

describe('a store', () => {
  it('asks all shards for a scan of hashed keys, and few where keys are in ranges', () => {
    const arms = measureArms(`
duration: 10s
network: none
workloads:
  users: { target: data, arrivals: constant(100/s), mix: { scan: 1 }, keys: uniform(1000) }
nodes:
  data:
    kind: store
    shards: 4
    service-time: exponential(2ms)
    operations: { scan: { scan: { length: 10 }, size: 1KB } }
arms:
  hash: {}
  range: { nodes.data.partitioning: range }
`);
    expect(arms['hash']!('data.scans.count')).toBe(4000);
    expect(arms['hash']!('users.bytes-in')).toBe(4_000_000);
    expect(arms['range']!('data.scans.count')).toBeLessThan(1100);
    // The largest of four exponential times has a mean of 2 ms * (1 + 1/2 + 1/3 + 1/4).
    expect(arms['hash']!('users.latency.mean')).toBeGreaterThan(3.9);
    expect(arms['hash']!('users.latency.mean')).toBeLessThan(4.5);
    expect(arms['hash']!('users.ok.count')).toBe(1000);
  });

  it('serves a scan from a service as it does from a workload', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(10/s), mix: { read: 1 }, keys: uniform(1000) }
nodes:
  api: { kind: service, operations: { read: [ { call: data.scan } ] } }
  data: { kind: store, shards: 3, service-time: 2ms, value-size: 1KB }
`);
    expect(metric('data.scans.count')).toBe(300);
    expect(metric('users.bytes-in')).toBe(300_000);
    expect(metric('users.latency.max')).toBeCloseTo(2, 6);
    expect(metric('users.service.mean')).toBeCloseTo(2, 6);
  });

  it('shows how unevenly popular keys load ranges', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: data, arrivals: constant(100/s), mix: { read: 1 }, keys: zipf(1 1000) }
nodes:
  data: { kind: store, shards: 4, partitioning: { policy: range, split-points: [250, 500, 750] } }
`);
    const loads = [0, 1, 2, 3].map((shard) => metric(`data#${shard}.load`));
    expect(loads.reduce((sum, load) => sum + load, 0)).toBeCloseTo(100, 6);
    expect(metric('data.imbalance')).toBeCloseTo(Math.max(...loads) / 25, 6);
    expect(metric('data.imbalance')).toBeGreaterThan(1.5);
  });

  it('takes operations as it is told: their time, their size, and what they do', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: data, arrivals: constant(100/s), mix: { reserve: 1, delete: 1, report: 1 }, keys: uniform(10) }
nodes:
  data:
    kind: store
    service-time: 1ms
    operations:
      reserve: { effect: write, service-time: 3ms }
      report: { size: 5KB }
      delete: { effect: read }
`);
    expect(metric('users[reserve].latency.max')).toBeCloseTo(3, 6);
    expect(metric('users[delete].latency.max')).toBeCloseTo(1, 6);
    expect(metric('users[report].bytes-in')).toBe(5000 * metric('users[report].requests'));
    expect(metric('data.writes.count')).toBe(metric('users[reserve].requests'));
  });

  it('answers 404 for what was deleted, until it is written again', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(10/s), mix: { read: 1 }, keys: uniform(10) }
nodes:
  api:
    kind: service
    operations:
      read:
        - call: data.write
        - call: data.delete
        - { call: data.read, as: gone, else: [] }
        - call: data.write
        - call: data.read
        - { respond: 500, if: $gone }
  data: { kind: store }
`);
    expect(metric('users.ok.count')).toBe(100);
    expect(metric('data.failed.count')).toBe(100);
  });

  it('keeps what was written over a crash where it is durable, and only then', () => {
    const arms = measureArms(`
duration: 20s
network: none
workloads:
  users: { target: data, arrivals: constant(100/s), mix: { read: 1 }, keys: uniform(10) }
  writer: { target: data, arrivals: { stages: [ { for: 5s, rate: 100/s }, { for: 15s, rate: 0/s } ] }, mix: { write: 1 }, keys: uniform(10) }
nodes:
  data: { kind: store, service-time: 1ms }
faults:
  outage: { at: 10s, for: 1s, crash: data }
arms:
  durable: {}
  memory: { nodes.data.durability: memory }
`);
    expect(arms['durable']!('users.stale-ratio')).toBe(0);
    expect(arms['memory']!('users.stale-ratio')).toBeGreaterThan(0.4);
    expect(arms['memory']!('users.failed.count')).toBe(100);
    expect(arms['memory']!('data.failed.count')).toBe(0);
  });
});

describe('the keys that would move if a shard were added', () => {
  const STORE = `
duration: 1s
workloads:
  users: { target: data, arrivals: constant(10/s), mix: { read: 1 }, keys: uniform(50k) }
nodes:
  data: { kind: store, shards: 10 }
`;

  it('are nearly all under a modulo, and an eleventh where the policy promises that', () => {
    const arms = measureArms(`${STORE}
arms:
  modulo: { nodes.data.partitioning: hash }
  jump: { nodes.data.partitioning: jump }
  ring: { nodes.data.partitioning: consistent-hash }
  slots: { nodes.data.partitioning: redis-slots }
`);
    expect(arms['modulo']!('data.keys-moved.ratio')).toBeCloseTo(10 / 11, 1);
    expect(arms['jump']!('data.keys-moved.ratio')).toBeCloseTo(1 / 11, 2);
    expect(arms['ring']!('data.keys-moved.ratio')).toBeLessThan(0.12);
    expect(arms['slots']!('data.keys-moved.ratio')).toBeCloseTo(1 / 11, 2);
  });

  it('are known after a crash of the shard that says so', () => {
    const crashed = `${STORE}
faults: { outage: { at: 200ms, for: 100ms, crash: data#0 } }
`;
    expect(measure(crashed)('data.keys-moved.ratio')).toBe(measure(STORE)('data.keys-moved.ratio'));
  });

  it.each([
    ['shards', '1'],
    ['partitioning', '{ policy: rendezvous, weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2] }'],
  ])('are not known where %s is %s', (key, value) => {
    expect(() => measure(STORE, [`nodes.data.${key}=${value}`])('data.keys-moved.ratio')).toThrow('was not measured');
  });
});
