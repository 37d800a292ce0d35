import { describe, expect, it } from 'vitest';
import { InputError } from '../core/problem.js';
import { loadScenarioText } from './load-scenario.js';

const SHOP = `
sysdesign: 1
title: A shop
duration: 60s
warmup: 10s
parameters: { load: 2000/s, copies: 2 }
workloads:
  shoppers:
    target: gateway
    arrivals: poisson($load)
    mix: { read: 95, write: 5 }
    keys: zipf(0.9 100k)
nodes:
  gateway: { kind: load-balancer, targets: catalogue }
  products: { kind: cache, capacity: 10k, ttl: 30s, replicas: $copies }
  catalogue: { kind: store, shards: 4, workers: 16, service-time: exponential(8ms), zone: [eu, us] }
network: { latency: 1ms }
links:
  shoppers <-> gateway: { latency: 20ms }
  zone:eu -> zone:us: { bandwidth: 1Gbit/s }
faults:
  outage: { at: 30s, for: 5s, crash: catalogue#2 }
arms:
  short: { nodes.products.ttl: 1s }
  long: { nodes.products.ttl: 60s }
expect:
  - short.products.hit-ratio < long.products.hit-ratio
  - during(outage, shoppers.errors.ratio) < 50%
fails-with:
  - { nodes.products.capacity: 1 }
`;

function problems(text: string, set: string[] = []): string[] {
  try {
    loadScenarioText(text, { set });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ at, message, hint }) => `${at?.file}:${at?.line}:${at?.column} ${message} | ${hint}`);
  }
  return [];
}

describe('a scenario is read into a model for each arm', () => {
  const { arms } = loadScenarioText(SHOP);
  const model = arms[1]!.model();

  it('with arms in the order in which they were written, and what they change', () => {
    expect(arms.map(({ name, settings }) => [name, settings])).toEqual([
      ['short', 'nodes.products.ttl: 1s'],
      ['long', 'nodes.products.ttl: 60s'],
    ]);
  });

  it('without the passwords of what arms change', () => {
    const secret = SHOP.replace('short: { nodes.products.ttl: 1s }', 'short: { nodes.products.backend: redis://u:secret@h }');
    const [short] = loadScenarioText(secret).arms;
    expect(short!.settings).toBe('nodes.products.backend: redis://u:***@h');
    expect(short!.model().groups.find(({ name }) => name === 'products')!.config).toMatchObject({
      backend: { scheme: 'redis', url: 'redis://u:secret@h' },
    });
  });

  it('with instances numbered by name and hosts in zones', () => {
    expect(model.instances.map(({ name }) => name)).toEqual([
      'catalogue#0',
      'catalogue#1',
      'catalogue#2',
      'catalogue#3',
      'gateway',
      'products/0',
      'products/1',
      'shoppers',
    ]);
    expect(model.hosts.map(({ zone }) => zone)).toEqual(['eu', 'us', 'eu', 'us', null, null, null, null]);
  });

  it('with windows around each fault', () => {
    expect(model.windows).toEqual([
      { name: 'after(outage)', from: 35e9, to: 60e9 },
      { name: 'before(outage)', from: 10e9, to: 30e9 },
      { name: 'during(outage)', from: 30e9, to: 35e9 },
    ]);
  });

  it('that does not depend on the order of the keys', () => {
    const sections = SHOP.trim().split(/\n(?=\w)/);
    const shuffled = loadScenarioText([...sections].toReversed().join('\n'));
    expect(shuffled.arms[1]!.model()).toEqual(model);
    expect(problems(SHOP)).toEqual([]);
  });

  it('that can be sent to another thread', () => {
    expect(structuredClone(model)).toEqual(model);
  });
});
