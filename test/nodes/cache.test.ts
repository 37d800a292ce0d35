import { describe, expect, it } from 'vitest';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';
import { measure, measureArms } from './measure.js';

describe('a cache', () => {
  const SHOP = `
duration: 100s
network: none
workloads:
  users: { target: api, arrivals: poisson(200/s), mix: { read: 95, write: 5 }, keys: uniform(100) }
nodes:
  api:
    kind: service
    operations:
      read: [ { fetch: { from: products, else: catalogue } } ]
      write: [ { call: catalogue } ]
  products: { kind: cache, capacity: 1k, ttl: 2s }
  catalogue: { kind: store, service-time: 5ms }
arms:
  expiring: {}
  forever: { nodes.products.ttl: null }
  small: { nodes.products: { ttl: null, capacity: 10 } }
  invalidated: { nodes.api.operations.write: [ { call: catalogue }, { invalidate: products } ] }
`;
  const arms = measureArms(SHOP);

  it('hits as often as a renewal of its time to live says: lambda T / (1 + lambda T)', () => {
    const perKey = (200 * 0.95) / 100;
    expect(arms['expiring']!('products.hit-ratio')).toBeGreaterThan((perKey * 2) / (1 + perKey * 2) - 0.02);
    expect(arms['expiring']!('products.hit-ratio')).toBeLessThan((perKey * 2) / (1 + perKey * 2) + 0.02);
    expect(arms['expiring']!('products.evictions.expired.count')).toBeGreaterThan(1000);
    expect(arms['expiring']!('products.evictions.capacity.count')).toBe(0);
  });

  it('without a time to live misses each key once, and is stale ever after it is written', () => {
    expect(arms['forever']!('products.hit-ratio')).toBeGreaterThan(0.99);
    expect(arms['forever']!('products.stale-ratio')).toBeGreaterThan(0.8);
    expect(arms['forever']!('users.stale-ratio')).toBeGreaterThan(0.7);
    expect(arms['forever']!('products.stale-age.max')).toBeGreaterThan(50_000);
  });

  it('holds no more than its capacity', () => {
    expect(arms['small']!('products.entries.mean')).toBeLessThanOrEqual(10);
    expect(arms['small']!('products.hit-ratio')).toBeGreaterThan(0.08);
    expect(arms['small']!('products.hit-ratio')).toBeLessThan(0.12);
    expect(arms['small']!('products.evictions.capacity.count')).toBeGreaterThan(1000);
  });

  it('is hardly ever stale where writes invalidate it', () => {
    expect(arms['invalidated']!('products.stale-ratio')).toBeLessThan(0.01);
    expect(arms['invalidated']!('products.evictions.invalidated.count')).toBeGreaterThan(500);
  });

  it('counts a miss as an answer, not as an error', () => {
    expect(arms['small']!('products.errors.ratio')).toBe(0);
  });

  it('measured in bytes makes room for large values, and does not keep what is larger than itself', () => {
    const metric = measure(
      `
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(100/s), mix: { read: 1 }, keys: sequential(10) }
nodes:
  api: { kind: service, operations: { read: [ { fetch: { from: files, else: disk } } ] } }
  files: { kind: cache, capacity: 100KB }
  disk: { kind: store, value-size: 40KB + 0 * $size }
`.replace(' + 0 * $size', ''),
    );
    expect(metric('files.bytes.mean')).toBeLessThanOrEqual(80_000);
    expect(metric('files.bytes.mean')).toBeGreaterThan(70_000);
    expect(metric('files.hit-ratio')).toBe(0);
    const large = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(100/s), mix: { read: 1 }, keys: sequential(10) }
nodes:
  api: { kind: service, operations: { read: [ { fetch: { from: files, else: disk } } ] } }
  files: { kind: cache, capacity: 100KB }
  disk: { kind: store, value-size: 200KB }
`);
    expect(large('files.too-large.count')).toBe(1000);
    expect(large('users.ok.count')).toBe(1000);
  });

  it('inside each replica holds copies of the same keys, and a cluster does not', () => {
    const copies = measureArms(`
duration: 20s
network: none
workloads:
  users: { target: balancer, arrivals: poisson(500/s), mix: { read: 1 }, keys: uniform(50) }
nodes:
  balancer: { kind: load-balancer, targets: api }
  api: { kind: service, replicas: 4, operations: { read: [ { fetch: { from: products, else: catalogue } } ] } }
  products: { kind: cache, capacity: 50 }
  catalogue: { kind: store }
arms:
  inside: { nodes.products.inside: api }
  cluster: { nodes.products.replicas: 4 }
`);
    expect(copies['inside']!('products.duplicate-ratio')).toBeGreaterThan(0.7);
    expect(copies['inside']!('products.entries.mean')).toBeGreaterThan(150);
    expect(copies['cluster']!('products.duplicate-ratio')).toBe(0);
    expect(copies['cluster']!('products.entries.mean')).toBeLessThanOrEqual(50);
  });

  it('is empty after a crash, and asked as often as before', () => {
    const metric = measure(`
duration: 20s
network: none
workloads:
  users: { target: balancer, arrivals: poisson(500/s), mix: { read: 1 }, keys: uniform(50) }
nodes:
  balancer: { kind: load-balancer, targets: api }
  api: { kind: service, replicas: 2, operations: { read: [ { fetch: { from: products, else: catalogue } } ] } }
  products: { kind: cache, capacity: 50, inside: api }
  catalogue: { kind: store }
faults:
  outage: { at: 10s, for: 1s, crash: api/1 }
`);
    expect(metric('products/0.misses.count')).toBe(50);
    expect(metric('products/1.misses.count')).toBe(100);
  });
});

describe('what a cache keeps out', () => {
  const arms = measureArms(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(1000/s), keys: zipf(0.9 1000) }
nodes:
  api: { kind: service, operations: { read: [ { fetch: { from: pages, else: origin } } ] } }
  pages: { kind: cache, capacity: 50 }
  origin: { kind: store, value-size: 1KB }
arms:
  lru: {}
  guarded: { nodes.pages.admission: tinylfu }
  small-only: { nodes.pages.admission: { policy: size-limit, max: 999B } }
  full: { nodes.pages.policy: none }
`);

  it('is counted, and nothing is counted where nothing is kept out', () => {
    expect(() => arms['lru']!('pages.refused.count')).toThrow('was not measured');
    expect(arms['small-only']!('pages.refused.count')).toBe(10_000);
    expect(arms['small-only']!('pages.fills.count')).toBe(0);
    expect(arms['full']!('pages.fills.count')).toBe(50);
    expect(arms['full']!('pages.refused.count')).toBe(arms['full']!('pages.misses.count') - 50);
    expect(arms['full']!('pages.evictions.capacity.count')).toBe(0);
    expect(arms['guarded']!('pages.refused.count')).toBeGreaterThan(1000);
    expect(arms['guarded']!('pages.refused.count')).toBe(
      arms['guarded']!('pages.misses.count') - arms['guarded']!('pages.fills.count'),
    );
  });

  it('is what is asked for seldom, under TinyLFU', () => {
    expect(arms['guarded']!('pages.hit-ratio')).toBeGreaterThan(arms['lru']!('pages.hit-ratio') + 0.05);
  });

  it('no scenario can have a policy that knows the future, and is told so', () => {
    const scenario = `sysdesign: 1
title: too good
duration: 1s
workloads: { users: { target: pages, arrivals: constant(1/s) } }
nodes: { pages: { kind: cache, capacity: 50, policy: belady } }
`;
    expect(() => loadScenarioText(scenario)).toThrow(/no scenario can have the eviction policy belady: it has to know/);
  });
});

describe('several levels of caches', () => {
  it('ask the next level after a miss, and fill those before it', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(100/s), mix: { read: 1 }, keys: sequential(20) }
nodes:
  api: { kind: service, operations: { read: [ { fetch: { from: [near, far], else: catalogue } } ] } }
  near: { kind: cache, capacity: 5 }
  far: { kind: cache, capacity: 100 }
  catalogue: { kind: store }
`);
    expect(metric('near.hit-ratio')).toBe(0);
    expect(metric('far.misses.count')).toBe(20);
    expect(metric('catalogue.requests.count')).toBe(20);
    expect(metric('near.fills.count')).toBe(1000);
  });
});
