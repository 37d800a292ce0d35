import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { RESULTS_SCHEMA } from '../metrics/run-result-schema.js';
import { InputError, report, resultsJson, run } from './index.js';
import { loadAll } from './load-all.js';
import { trialSeed } from './trial-seed.js';

const SHOP = `
sysdesign: 1
title: A shop
seed: 3
duration: 10s
warmup: 1s
workloads:
  users: { target: api, arrivals: poisson(200/s), mix: { read: 9, write: 1 }, keys: zipf(0.9 1k), timeout: 500ms }
nodes:
  api:
    kind: service
    replicas: 2
    workers: 8
    operations:
      read: [ { fetch: { from: products, else: catalogue } } ]
      write: [ { call: catalogue } ]
  products: { kind: cache, policy: lru, capacity: 200, ttl: 5s }
  catalogue: { kind: store, shards: 2, workers: 4, service-time: exponential(5ms) }
network: { latency: 0.2ms }
faults:
  outage: { at: 4s, for: 2s, crash: api/1 }
arms:
  plain: {}
  small: { nodes.products.capacity: 5 }
expect:
  - plain.products.hit-ratio > small.products.hit-ratio
  - after(outage, users.availability) > 99%
`;

/** The same with every map turned around. */
const PERMUTED = `
expect:
  - plain.products.hit-ratio > small.products.hit-ratio
  - after(outage, users.availability) > 99%
arms:
  small: { nodes.products.capacity: 5 }
  plain: {}
faults:
  outage: { crash: api/1, for: 2s, at: 4s }
network: { latency: 0.2ms }
nodes:
  catalogue: { service-time: exponential(5ms), workers: 4, shards: 2, kind: store }
  products: { ttl: 5s, capacity: 200, policy: lru, kind: cache }
  api:
    operations:
      write: [ { call: catalogue } ]
      read: [ { fetch: { else: catalogue, from: products } } ]
    workers: 8
    replicas: 2
    kind: service
workloads:
  users: { timeout: 500ms, keys: zipf(0.9 1k), mix: { write: 1, read: 9 }, arrivals: poisson(200/s), target: api }
warmup: 1s
duration: 10s
seed: 3
title: A shop
sysdesign: 1
`;

const validates = new Ajv2020({ allowUnionTypes: true }).compile(RESULTS_SCHEMA);

describe('a run', () => {
  it('gives a result that its JSON Schema accepts', async () => {
    for (const result of [await run(SHOP), await run(SHOP, { trials: 3, trace: 'users/slowest' })]) {
      const parsed = JSON.parse(resultsJson(result));
      validates(parsed);
      expect(validates.errors).toBeNull();
      expect(parsed.arms).toHaveLength(2);
    }
  });

  it('gives the same bytes again, and with every map of the scenario turned around', async () => {
    const bytes = resultsJson(await run(SHOP));
    expect(resultsJson(await run(SHOP))).toBe(bytes);
    expect(resultsJson(await run(PERMUTED))).toBe(bytes);
  });

  it('keeps the written order of the arms on the terminal', async () => {
    expect((await run(PERMUTED)).arms.map(({ name }) => name)).toEqual(['small', 'plain']);
    expect(report(await run(PERMUTED))).toMatch(/Comparison +small +plain/);
  });

  it('holds every invariant, and says so once for each', async () => {
    const { invariants } = await run(SHOP);
    expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
    const keys = invariants.map(({ name, subject }) => `${subject}: ${name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(0);
  });

  it('measures before, during and after a fault', async () => {
    const { arms } = await run(SHOP);
    const lost = (window: string) => arms[0]!.windows[window]!['users.errors.count']!.value;
    // Those that were due before the crash and at work when it came.
    expect(lost('before(outage)')).toBeLessThan(16);
    expect(lost('during(outage)')).toBeGreaterThan(100);
    expect(lost('after(outage)')).toBe(0);
  });

  it('runs the first trial with the seed of the scenario, and each other with its own', async () => {
    const [one, several] = [await run(SHOP), await run(SHOP, { trials: 3, trace: 'users/9' })];
    expect((await run(SHOP, { trace: 'users/9' })).arms[0]!.trace).toEqual(several.arms[0]!.trace);
    const path = 'users.latency.mean';
    expect(several.arms[0]!.metrics[path]!.value).not.toBe(one.arms[0]!.metrics[path]!.value);
    expect(new Set([0, 1, 2, 3, 4].map((trial) => trialSeed(3, trial))).size).toBe(5);
  });

  it('can be stopped before it began, with a result that is valid all the same', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const result = await run(SHOP, { signal: stopped.signal });
    expect(result).toMatchObject({ interrupted: true, verdict: 'unknown' });
    validates(JSON.parse(resultsJson(result)));
    expect(validates.errors).toBeNull();
    expect(report(result)).toContain('interrupted');
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    await run(SHOP.replace('duration: 10s', 'duration: 300s'), { onProgress: ({ share }) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(0);
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('throws everything that is wrong at once', async () => {
    const broken = SHOP.replace('kind: store', 'kind: stor').replace('poisson(200/s)', 'poison(200/s)');
    const problems = await run(broken).then(
      () => [],
      (error: unknown) => (error instanceof InputError ? error.problems : []),
    );
    expect(problems.length).toBeGreaterThanOrEqual(2);
  });
});

describe('saved results', () => {
  it('stand beside the scenario that gave them, which gives them again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
    const file = join(folder, 'shop.yaml');
    await writeFile(file, SHOP);
    const [ready] = await loadAll([file], { set: ['nodes.api.workers=3'] });
    const saved = join(folder, 'deep', 'results');
    await ready!.save(await ready!.run({}), saved);
    expect((await readdir(saved)).toSorted()).toEqual(['results.json', 'scenario.yaml']);
    const again = await run(join(saved, 'scenario.yaml'));
    expect(resultsJson(again)).toBe(await readFile(join(saved, 'results.json'), 'utf8'));
  });
});
