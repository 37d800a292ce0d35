import { afterEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/catalogue.js';
import { BackendServers } from '../../src/engines/live/backends/find/backend-servers.js';
import { openBackends } from '../../src/engines/live/backends/open-backends.js';
import { runLive } from '../../src/engines/live/live-run.js';
import type { Model } from '../../src/environment/model.js';
import type { Recorder } from '../../src/metrics/recorder.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';
import { localPostgres, localRedis } from './local-servers.js';
import { Proxy } from './proxy.js';

const proxies: Proxy[] = [];

afterEach(() => {
  for (const proxy of proxies.splice(0)) proxy.vanish();
});

function shop(products: string, catalogue: string, faults: string): Model {
  const text = `
sysdesign: 1
title: test
duration: 3s
drain: 5s
workloads:
  shoppers:
    target: api
    arrivals: poisson(100/s)
    mix: { read: 80, write: 20 }
    keys: uniform(50)
    timeout: 2s
nodes:
  api:
    kind: service
    operations:
      read: [{ fetch: { from: products, else: catalogue } }]
      write: [{ call: catalogue }, { invalidate: products }]
  products: { kind: cache, capacity: 40, ${products} }
  catalogue: { kind: store, value-size: 300B, shards: 2, workers: 4, ${catalogue} }
faults: ${faults}
`;
  return loadScenarioText(text).arms[0]!.model();
}

interface Ran {
  readonly warnings: readonly string[];
  readonly count: (node: string, counter: string) => number;
}

/** A whole run, with every record poisoned that is over, and every invariant looked at. */
async function run(model: Model, onProgress?: (share: number) => void): Promise<Ran> {
  const servers = new BackendServers();
  const opened = await openBackends(model, servers);
  try {
    const { measurements, warnings } = await runLive(model, {
      inline: catalogue,
      poison: true,
      backends: opened.prepared,
      onProgress,
    });
    expect(measurements.invariants.filter(({ holds }) => !holds)).toEqual([]);
    const recordersOf = (node: string): Recorder[] =>
      model.groups.find(({ name }) => name === node)!.instances.map((self) => measurements.recorders[self]!);
    const count = (node: string, counter: string): number =>
      recordersOf(node).reduce((sum, recorder) => sum + recorder.counter(counter).total, 0);
    return { warnings, count };
  } finally {
    expect(await opened.close()).toEqual([]);
    await servers.close();
  }
}

const there = localRedis !== undefined && localPostgres !== undefined;

describe.skipIf(!there)('a live run with its cache in Redis and its store in Postgres', () => {
  const [redis, postgres] = [`backend: '${localRedis?.url}'`, `backend: '${localPostgres?.url}'`];

  it('hits, fills, reads and writes, and every request is accounted for', async () => {
    const { count, warnings } = await run(shop(redis, postgres, '{}'));
    expect(warnings.filter((warning) => warning.includes('failed'))).toEqual([]);
    expect(count('products', 'hits')).toBeGreaterThan(0);
    expect(count('products', 'fills')).toBeGreaterThan(0);
    expect(count('products', 'invalidated')).toBeGreaterThan(0);
    expect(count('catalogue', 'reads')).toBe(count('products', 'misses'));
    expect(count('catalogue', 'writes')).toBeGreaterThan(0);
    expect(count('catalogue', 'ok')).toBe(count('catalogue', 'reads') + count('catalogue', 'writes'));
  });

  it('goes through crashes and pauses of the nodes before them', async () => {
    const faults =
      '{ a: { at: 1s, for: 300ms, crash: products }, b: { at: 1.5s, for: 300ms, crash: catalogue#0 }, ' +
      'c: { at: 2s, for: 300ms, pause: products }, d: { at: 2.2s, for: 300ms, pause: catalogue#1 } }';
    const { count } = await run(shop(redis, postgres, faults));
    expect(count('products', 'fills')).toBeGreaterThan(0);
    expect(count('api', 'requests')).toBeGreaterThan(0);
    expect(count('catalogue', 'writes')).toBeGreaterThan(0);
  });

  it('goes on without servers that vanish, and says so', async () => {
    const [toRedis, toPostgres] = await Promise.all(
      [localRedis!, localPostgres!].map(async ({ url }) => {
        const { hostname, port } = new URL(url);
        const proxy = await new Proxy(hostname, Number(port)).appear();
        proxies.push(proxy);
        return { proxy, url: url.replace(`:${port}`, `:${proxy.port}`) };
      }),
    );
    const model = shop(`backend: '${toRedis!.url}'`, `backend: '${toPostgres!.url}'`, '{}');
    let there = true;
    let back: Promise<unknown> = Promise.resolve();
    const { count, warnings } = await run(model, (share) => {
      const wanted = share < 0.4 || share > 0.8;
      if (there && !wanted) for (const proxy of proxies) proxy.vanish();
      else if (!there && wanted) back = Promise.all(proxies.map((proxy) => proxy.appear()));
      there = wanted;
    });
    await back;
    expect(count('products', 'failed')).toBeGreaterThan(0);
    expect(count('catalogue', 'failed')).toBeGreaterThan(0);
    expect(count('catalogue', 'ok')).toBeGreaterThan(0);
    expect(warnings.join('\n')).toMatch(/commands? of products failed: /);
    expect(warnings.join('\n')).toMatch(/commands? of catalogue failed: /);
  });
});
