import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import { calculate } from './calculate.js';
import type { TheoryResult } from './theory-result.js';

function theoryOf(yaml: string): TheoryResult {
  const { arms } = loadScenarioText(`sysdesign: 1\ntitle: t\nduration: 10s\n${yaml}`);
  return calculate(arms[0]!.model(), catalogue);
}

function server(station: string, arrivals = 'poisson(800/s)', workload = ''): TheoryResult {
  return theoryOf(`
workloads:
  users: { target: api, arrivals: ${arrivals}${workload} }
nodes:
  api: { kind: service, ${station}, operations: { "*": [{ compute: exponential(1ms) }] } }
`);
}

function value({ metrics }: TheoryResult, path: string): number {
  return metrics[path]?.value ?? Number.NaN;
}

function reasons({ broken }: TheoryResult): string {
  return broken.map(({ subject, reason }) => `${subject ?? 'everything'}: ${reason}`).join('; ');
}

describe('theory says', () => {
  it('of M/M/1 all that is known, and with whose formula', () => {
    const theory = server('workers: 1');
    expect(theory.forms).toEqual([{ subject: 'api', form: 'M/M/1 (Erlang C)', exact: true }]);
    expect(value(theory, 'users.latency.mean')).toBeCloseTo(5, 9);
    expect(value(theory, 'users.latency.p99')).toBeCloseTo(5 * Math.log(100), 1);
    expect(value(theory, 'users[read].latency.mean')).toBeCloseTo(5, 9);
    expect(value(theory, 'users.waiting.mean')).toBeCloseTo(4, 9);
    expect(value(theory, 'users.concurrency.mean')).toBeCloseTo(4, 9);
    expect(value(theory, 'api.utilization')).toBeCloseTo(0.8, 9);
    expect(value(theory, 'api.queue-length.mean')).toBeCloseTo(3.2, 9);
    expect(theory.metrics['users.requests']).toBeUndefined();
  });

  it('the same of an event loop, in line for its core', () => {
    const theory = server('model: event-loop');
    expect(value(theory, 'users.latency.mean')).toBeCloseTo(5, 9);
    expect(value(theory, 'api.core-waiting.mean')).toBeCloseTo(4, 9);
    expect(value(theory, 'api.waiting.mean')).toBe(0);
  });

  it('how many give up, and how long the others took', () => {
    const theory = server('workers: 1', 'poisson(800/s)', ', timeout: 10ms');
    expect(value(theory, 'users.errors.ratio')).toBeCloseTo(Math.exp(-2), 3);
    const kept = (5 - Math.exp(-2) * 15) / (1 - Math.exp(-2));
    expect(value(theory, 'users.latency.mean')).toBeCloseTo(kept, 1);
    // Whoever is not waited for any more is served all the same.
    expect(value(theory, 'api.utilization')).toBeCloseTo(0.8, 9);
  });

  it('what a cache leaves to the store behind it', () => {
    const theory = theoryOf(`
workloads:
  users: { target: api, arrivals: poisson(1000/s), keys: uniform(100) }
nodes:
  api: { kind: service, operations: { "*": [{ fetch: { from: products, else: catalogue } }] } }
  products: { kind: cache, capacity: unlimited, ttl: 100ms }
  catalogue: { kind: store, workers: 1, service-time: exponential(1ms) }
`);
    // Each key is asked for 10 times a second; a fill takes 2 ms, and whoever asks meanwhile misses as well.
    expect(value(theory, 'products.hit-ratio')).toBeCloseTo(0.5, 1);
    expect(value(theory, 'products.hit-ratio')).toBeLessThan(0.5);
    const misses = 1 - value(theory, 'products.hit-ratio');
    expect(value(theory, 'catalogue.load')).toBeCloseTo(1000 * misses, 6);
    expect(value(theory, 'users.latency.mean')).toBeCloseTo(misses / (1 - misses), 6);
  });

  it('how shards share the load, exactly by the popularity of their keys', () => {
    const theory = theoryOf(`
workloads:
  users: { target: orders, arrivals: poisson(100/s), keys: hotspot(10% 90% 10) }
nodes:
  orders: { kind: store, shards: 2, partitioning: range, service-time: 1ms }
`);
    // Key 0 gets 90%, the nine others 10% together; the first shard has five keys.
    const first = 0.9 + (4 * 0.1) / 9;
    expect(value(theory, 'orders#0.load')).toBeCloseTo(100 * first, 9);
    expect(value(theory, 'orders.imbalance')).toBeCloseTo(2 * first, 9);
  });

  it('who is slower, where instances differ', () => {
    const theory = server('replicas: 2, workers: 1, instances: { 1: { speed: 0.5 } }', 'poisson(800/s)', ', policy: random');
    expect(value(theory, 'api/0.utilization')).toBeCloseTo(0.4, 9);
    expect(value(theory, 'api/1.utilization')).toBeCloseTo(0.8, 9);
    expect(value(theory, 'users.latency.mean')).toBeCloseTo((1 / 0.6 + 2 / 0.2) / 2, 9);
  });

  it('what comes of steps in order, in turn, in choice and side by side', () => {
    const theory = theoryOf(`
workloads:
  users: { target: api, arrivals: poisson(100/s) }
nodes:
  api:
    kind: service
    operations:
      "*":
        - wait: 1ms
        - repeat: { times: 3, do: [{ wait: 2ms }] }
        - choose: [{ weight: 1, do: [{ wait: 10ms }] }, { weight: 3, do: [{ call: store }] }]
        - parallel: [[{ wait: exponential(6ms) }], [{ wait: exponential(6ms) }]]
        - call: broken
          else: [{ wait: 4ms }]
  store: { kind: store, service-time: 2ms }
  broken: { kind: service, operations: { "*": [{ wait: 1ms }, { respond: 500 }] } }
network: { latency: 0.5ms }
`);
    // There and back: 1 ms; from the api to the others as well.
    expect(value(theory, 'users.latency.mean')).toBeCloseTo(1 + 1 + 6 + (10 + 3 * 3) / 4 + 9 + (1 + 1) + 4, 1);
    expect(value(theory, 'users.errors.ratio')).toBe(0);
    expect(value(theory, 'broken.errors.ratio')).toBe(1);
    expect(value(theory, 'store.load')).toBeCloseTo(75, 9);
  });

  it('what comes of a closed loop, in means', () => {
    const theory = server('workers: 1', '{ clients: 20, think: exponential(10ms) }');
    expect(value(theory, 'api.utilization')).toBeGreaterThan(0.99);
    expect(value(theory, 'users.throughput') * (value(theory, 'users.latency.mean') + 10)).toBeCloseTo(20_000, 3);
    expect(theory.metrics['users.latency.p99']).toBeUndefined();
    expect(theory.forms).toEqual([{ subject: 'api', form: expect.stringContaining('closed network') as string, exact: true }]);
  });
});

describe('theory says nothing, and which assumption is broken', () => {
  it('where servers cannot keep up: neither there nor behind', () => {
    const theory = theoryOf(`
workloads:
  users: { target: api, arrivals: poisson(2000/s) }
nodes:
  api: { kind: service, workers: 1, operations: { "*": [{ compute: exponential(1ms) }, { call: store }] } }
  store: { kind: store, service-time: 1ms }
`);
    expect(reasons(theory)).toContain('api: there is no steady state');
    expect(reasons(theory)).toContain('store: it is called by api, which cannot keep up');
    for (const path of ['users.latency.mean', 'users.throughput', 'api.throughput', 'store.load']) {
      expect(theory.metrics[path]).toBeUndefined();
    }
    expect(value(theory, 'api.utilization')).toBe(1);
  });

  it.each([
    ['of arrivals that change', () => server('workers: 1', '{ bursts: { rate: 500/s, for: 1s, pause: 1s } }'), 'bursts'],
    ['of limits in flight', () => server('workers: 1', 'poisson(1/s)', ', max-in-flight: 3'), 'max-in-flight'],
  ])('%s', (_what, theory, reason) => {
    expect(reasons(theory())).toContain(reason);
    expect(theory().metrics).toEqual({});
  });

  it('of a closed loop beside other traffic', () => {
    const theory = theoryOf(`
workloads:
  users: { target: api, arrivals: { clients: 2 } }
  others: { target: api, arrivals: poisson(1/s) }
nodes:
  api: { kind: service, operations: { "*": [{ wait: 1ms }] } }
`);
    expect(theory.metrics).toEqual({});
    expect(reasons(theory)).toContain('users: a closed loop beside other traffic');
  });

  it('of percentiles where only means are known', () => {
    const theory = server('workers: 1, discipline: processor-sharing');
    expect(value(theory, 'users.latency.mean')).toBeCloseTo(5, 9);
    expect(theory.metrics['users.latency.p99']).toBeUndefined();
  });

  it('of a condition whose chance is not known, but of all before it', () => {
    const theory = theoryOf(`
workloads:
  users: { target: api, arrivals: poisson(100/s) }
nodes:
  api: { kind: service, operations: { "*": [{ call: first }, { call: second, if: $size > 3B }] } }
  first: { kind: store, service-time: 1ms }
  second: { kind: store, service-time: 1ms }
`);
    expect(reasons(theory)).toContain('api: whether the condition of the step call holds');
    expect(value(theory, 'first.load')).toBeCloseTo(100, 9);
    expect(theory.metrics['second.load']).toBeUndefined();
    expect(theory.metrics['users.latency.mean']).toBeUndefined();
  });

  it('of calls of one request that arrive together', () => {
    const theory = theoryOf(`
workloads:
  users: { target: api, arrivals: poisson(100/s) }
nodes:
  api: { kind: service, operations: { "*": [{ parallel: [{ call: leaf }, { call: leaf }] }] } }
  leaf: { kind: store, workers: 1, service-time: exponential(1ms) }
`);
    expect(reasons(theory)).toContain('leaf: several calls of one request arrive together');
    expect(value(theory, 'leaf.utilization')).toBeCloseTo(0.2, 9);
  });

  it('of messages that are lost or share a bandwidth', () => {
    for (const network of ['loss: 1%', 'bandwidth: 1MB/s']) {
      const theory = theoryOf(`
workloads:
  users: { target: store, arrivals: poisson(100/s) }
nodes:
  store: { kind: store, service-time: 1ms }
network: { ${network} }
`);
      expect(theory.metrics['users.latency.mean']).toBeUndefined();
      expect(reasons(theory)).toMatch(/users: (the network loses|messages share)/);
    }
  });
});
