import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../core/problem.js';
import { loadScenarioText } from './load-scenario.js';

const SHOP = `sysdesign: 1
title: A shop
duration: 60s
parameters: { load: 2000/s }
workloads:
  shoppers: { target: api, arrivals: poisson($load), mix: { read: 95, write: 5 }, keys: zipf(0.9 100k) }
nodes:
  api:
    kind: service
    replicas: 4
    operations:
      read: [ { compute: 1ms }, { fetch: { from: products, else: catalogue }, as: hit }, { wait: 1ms, if: $hit } ]
      write: [ { call: catalogue } ]
    calls: { catalogue: { timeout: 200ms } }
  products: { kind: cache, inside: api, capacity: 10k, policy: lru }
  catalogue: { kind: store, shards: 4, workers: 16, service-time: exponential(8ms), zone: [eu, us] }
network: { latency: exponential(0.3ms) }
links: { shoppers <-> api: { latency: 20ms }, "zone:eu -> zone:us": { loss: 1% } }
faults: { outage: { at: 30s, for: 5s, crash: api/2 } }
arms: { short: { nodes.products.ttl: 1s }, long: { nodes.products.ttl: 60s } }
expect: [ "shoppers[read].latency.p99 < 100ms", "during(outage, shoppers.errors.ratio) < 50%" ]
fails-with: [ { nodes.products.capacity: 1 } ]
`;
const PIECES = SHOP.match(/[\w$.]+|\s+|./g)!;
const STRANGE = [
  'null',
  '[]',
  '{}',
  '{ a: 1 }',
  '[[1]]',
  '-1',
  '1e400',
  '.nan',
  '""',
  '__proto__',
  'toString',
  '*',
  '&a',
  '*a',
  '!!str',
  '$load',
  '$',
  '#',
  '()',
  '<->',
  'zone:*',
  '\t',
  '\n',
  '\n  ',
  ': ',
  '- ',
  '0',
  '~',
  '|',
  '>',
  'base: x',
];

function endsInProblems(text: string): void {
  try {
    loadScenarioText(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    for (const { at, message } of (error as InputError).problems) {
      expect(message).not.toMatch(/undefined|NaN|\[object/);
      expect(at?.line).toBeGreaterThan(0);
      expect(at?.column).toBeGreaterThan(0);
    }
  }
}

describe('a text that somebody damaged is answered with problems, never with an exception', () => {
  it('but the text itself is in order', () => {
    expect(loadScenarioText(SHOP).arms).toHaveLength(2);
  });

  it('when pieces of it are replaced, removed or put elsewhere', () => {
    const place = fc.nat(PIECES.length - 1);
    const change = fc.tuple(place, fc.oneof(fc.constantFrom(...STRANGE), fc.constantFrom(...PIECES), fc.constant('')));
    const property = fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const pieces = [...PIECES];
      for (const [index, piece] of changes) pieces[index] = piece;
      endsInProblems(pieces.join(''));
    });
    fc.assert(property, { numRuns: 1000, seed: 1 });
  });

  it('when it is cut short', () => {
    for (let length = 0; length < SHOP.length; length += 3) endsInProblems(SHOP.slice(0, length));
  });
});
