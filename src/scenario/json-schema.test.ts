import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioJsonSchema } from './json-schema.js';
import { loadScenarioText } from './load-scenario.js';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(scenarioJsonSchema());

function errors(text: string): string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const SHOP = `
sysdesign: 1
title: A shop
duration: 60s
parameters: { load: 2000/s, copies: 2 }
workloads:
  shoppers: { target: catalogue, arrivals: poisson($load), mix: { read: 95, write: 5 }, keys: zipf(0.9 100k) }
nodes:
  products: { kind: cache, capacity: 10k, ttl: 30s, replicas: $copies, policy: { policy: lru } }
  catalogue: { kind: store, shards: 4, workers: 16, service-time: exponential(8ms), zone: [eu, us] }
network: { latency: 1ms }
links:
  shoppers <-> catalogue: { latency: 20ms }
faults:
  outage: { at: 30s, for: 5s, crash: catalogue#2 }
arms:
  short: { nodes.products.ttl: 1s }
  long:
expect:
  - during(outage, shoppers.errors.ratio) < 50%
`;

const ROOT = new URL('../../', import.meta.url);
const SHIPPED = ['scenarios', 'bench/scenarios'].flatMap((folder) => {
  const found = existsSync(new URL(folder, ROOT)) ? readdirSync(new URL(folder, ROOT), { recursive: true }) : [];
  return found.map((file) => `${folder}/${String(file)}`).filter((file) => file.endsWith('.yaml'));
});

const STEPS = `
sysdesign: 1
title: All steps
duration: 60s
parameters: { think: 1s, share: 5% }
workloads:
  users: { target: api, arrivals: { clients: 300, think: exponential($think) }, timeout: none, zone: eu }
nodes:
  api:
    kind: service
    instances: { 2..3: { speed: 0.5 } }
    replicas: 4
    workers: unlimited
    cores: 2
    discipline: priority
    operations:
      "*":
        - compute: 0.2ms + $size / 200MB/s
        - { call: orders.read, as: order, if: $size > 1KB, else: [ { respond: { status: 503 } } ] }
        - call: { to: orders, operation: write, key: $key, timeout: 1s }
        - fetch: { from: near, else: orders, fill-if: $size < 1MB }
        - invalidate: near
        - choose: [ { weight: 80, do: [] }, { weight: 20, do: [ { wait: 1ms } ] } ]
        - parallel: [ { call: orders.read }, [ { wait: 1ms }, { call: orders.read } ] ]
        - repeat: { times: 3, do: [ { call: orders.read } ] }
        - respond: { size: 2KB }
    calls: { orders: { timeout: 200ms, policy: { policy: power-of-d-choices, d: 2 } } }
  near: { kind: cache, inside: api, capacity: 64MiB }
  orders: { kind: store, shards: 2, queue: 10, service-time: 5ms, operations: { list: { scan: { length: 10 } } } }
network: none
live: { rate: 10% }
`;

describe('the JSON Schema of a scenario', () => {
  it.each(SHIPPED)('accepts %s', (file) => {
    expect(errors(readFileSync(new URL(file, ROOT), 'utf8'))).toEqual([]);
  });

  it('accepts every step, as the loader does', () => {
    expect(errors(STEPS)).toEqual([]);
    expect(loadScenarioText(STEPS).arms).toHaveLength(1);
  });

  it('accepts a scenario', () => {
    expect(errors(SHOP)).toEqual([]);
  });

  it('lets a file with a base leave out what the base has', () => {
    expect(errors('base: shop.yaml\ntitle: Another shop\nnodes: { products: { ttl: 1s } }')).toEqual([]);
  });

  it.each([
    ['an unknown key at the top', SHOP.replace('duration:', 'durration:'), 'durration'],
    ['an unknown key of a kind', SHOP.replace('shards:', 'shard:'), '"shard"'],
    ['an unknown kind', SHOP.replace('kind: store', 'kind: stor'), 'allowedValues'],
    ['an unknown policy', SHOP.replace('policy: lru }', 'policy: lruu }'), '/nodes/products/policy'],
    ['an unknown key of a workload', SHOP.replace('mix:', 'mixture:'), 'mixture'],
    ['an unknown fault', SHOP.replace('crash:', 'crush:'), '/faults/outage'],
    ['an unknown step', STEPS.replace('- compute:', '- compote:'), 'compote'],
    ['two steps in one', STEPS.replace('- invalidate: near', '- { invalidate: near, wait: 1ms }'), 'oneOf'],
    ['an unknown key of a step', STEPS.replace('times: 3', 'time: 3'), '"time"'],
    ['a step inside a step that is wrong', STEPS.replace('[ { wait: 1ms } ]', '[ { weit: 1ms } ]'), 'weit'],
    ['a wrong unit', SHOP.replace('duration: 60s', 'duration: 60 seconds'), '/duration'],
    ['a missing title', SHOP.replace('title: A shop', ''), 'title'],
  ])('rejects %s', (_, text, expected) => {
    expect(errors(text).join('\n')).toContain(expected);
  });
});
