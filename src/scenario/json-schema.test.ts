import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioJsonSchema } from './json-schema.js';

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

describe('the JSON Schema of a scenario', () => {
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
    ['a wrong unit', SHOP.replace('duration: 60s', 'duration: 60 seconds'), '/duration'],
    ['a missing title', SHOP.replace('title: A shop', ''), 'title'],
  ])('rejects %s', (_, text, expected) => {
    expect(errors(text).join('\n')).toContain(expected);
  });
});
