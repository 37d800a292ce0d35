import { describe, expect, it } from 'vitest';
import type { Model } from '../../environment/model.js';
import { InputError } from '../../core/problem.js';
import { loadScenarioText } from '../load-scenario.js';

const HEAD = 'sysdesign: 1\ntitle: A test\nduration: 100s\nworkloads: { users: { target: api, arrivals: poisson(1/s) } }\n';
const API = 'nodes: { api: { kind: service, replicas: 12, operations: { "*": [ { compute: 1ms } ] } } }\n';

function model(text: string, head = HEAD): Model {
  return loadScenarioText(head + text).arms[0]!.model();
}

function messages(text: string): string[] {
  try {
    model(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ message }) => message);
  }
  return [];
}

/** `from>to: milliseconds` of every link that is listed. */
function latencies({ hosts, network }: Model): string[] {
  return network.links.map(({ from, to, link }) => {
    const [nanoseconds] = link.latency?.arguments ?? [0];
    return `${hosts[from]!.name}>${hosts[to]!.name}: ${nanoseconds! / 1e6}`;
  });
}

describe('instances', () => {
  it('are numbered by their index, not by their text', () => {
    const names = model(API).instances.map(({ name }) => name);
    expect(names.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => `api/${index}`));
  });

  it('inside a node live in its hosts, whatever is inside what', () => {
    const { hosts, instances, groups } = model(`nodes:
  api: { kind: service, replicas: 2, zone: [eu, us], when-down: silent, operations: { read: [ { call: near } ] } }
  near: { kind: service, inside: api, operations: { read: [ { call: nearer } ] } }
  nearer: { kind: store, inside: near }
`);
    expect(instances.map(({ name, host }) => `${name} in ${hosts[host]!.name}`)).toEqual([
      'api/0 in api/0',
      'api/1 in api/1',
      'near/0 in api/0',
      'near/1 in api/1',
      'nearer/0 in api/0',
      'nearer/1 in api/1',
      'users in users',
    ]);
    expect(hosts[1]).toEqual({ name: 'api/1', zone: 'us', whenDown: 'silent', instances: [1, 3, 5] });
    expect(groups.map(({ inside }) => inside)).toEqual([null, 'api', 'near', null]);
  });

  it('may differ in speed, a single one more specifically than a range', () => {
    const text = API.replace('replicas: 12', 'replicas: 4, instances: { 2: { speed: 4 }, 1..3: { speed: 0.5 } }');
    expect(model(text).instances.map(({ processor }) => processor.speed)).toEqual([1, 0.5, 4, 0.5, 1]);
  });
});

describe('links', () => {
  const NODES = `nodes:
  api: { kind: service, replicas: 2, zone: [eu, us], operations: { "*": [ { call: db } ] } }
  db: { kind: store, zone: eu }
`;

  it('are the more specific one, key by key', () => {
    const resolved = model(`${NODES}network: { latency: 1ms, loss: 1% }
links:
  zone:* <-> zone:*: { latency: 40ms }
  api -> db: { bandwidth: 1MB/s }
  api/1 -> db: { latency: 5ms }
`);
    expect(latencies(resolved)).toEqual(['api/0>api/1: 40', 'api/0>db: 1', 'api/1>api/0: 40', 'api/1>db: 5', 'db>api/1: 40']);
    const one = resolved.network.links.find(({ link }) => link.latency?.arguments[0] === 5e6)!.link;
    expect(one).toEqual({ latency: { name: 'constant', arguments: [5e6] }, bandwidth: 1e6, loss: 0.01 });
  });

  it('of network: none cost what they say and nothing else', () => {
    const { base, links } = model(`${NODES}links: { users <-> api: { latency: 20ms } }`).network;
    expect(base).toBeNull();
    expect(links).toHaveLength(4);
    expect(links[0]!.link).toMatchObject({ bandwidth: null, loss: 0 });
  });

  it('never join what is in one host', () => {
    const text = `nodes:
  api: { kind: service, operations: { "*": [ { call: db } ] } }
  db: { kind: store, inside: api }
faults: { cut: { at: 1s, for: 1s, partition: api <-> db } }
`;
    expect(messages(text)).toEqual(['both ends of this link are in the same host, where there is no network']);
  });
});

describe('faults', () => {
  it.each([
    ['crash: api', [0, 1, 2]],
    ['crash: api/*', [0, 1, 2]],
    ['crash: api/1', [1]],
    ['crash: zone:us', [1]],
    ['pause: users', [3]],
  ])('%s happens to its hosts', (fault, hosts) => {
    const text = `nodes: { api: { kind: service, replicas: 3, zone: [eu, us, asia], operations: { "*": [] } } }\nfaults: { f: { at: 1s, for: 1s, ${fault} } }`;
    expect(model(text).actions[0]!.hosts).toEqual(hosts);
  });

  it('of links happen to directed pairs', () => {
    const text =
      'nodes: { api: { kind: store, shards: 2 } }\nfaults: { f: { at: 1s, every: 10s, for: 1s, delay: users -> api, by: 1s } }';
    expect(model(text).actions[0]).toMatchObject({
      at: 1e9,
      for: 1e9,
      every: 10e9,
      links: [
        [2, 0],
        [2, 1],
      ],
    });
  });
});

describe('time', () => {
  it.each([
    ['100s', 500_000_000, 200],
    ['60s', 500_000_000, 120],
    ['1ms', 5000, 200],
    ['1ns', 1, 1],
    ['7d', 5_000_000_000_000, 121],
  ])('of %s is cut into at most 200 buckets of a round width', (duration, width, count) => {
    const head = HEAD.replace('duration: 100s', `duration: ${duration}`);
    expect(model(API, head).series).toEqual({ width, count });
  });

  it('of a workload that ends by itself is that of the scenario', () => {
    const head = HEAD.replace('duration: 100s\n', '').replace(
      'poisson(1/s)',
      '{ stages: [ { for: 30s, rate: 1/s }, { for: 10s, rate: 2/s } ] }',
    );
    expect(model(API, head).duration).toBe(40e9);
  });

  it('is cut at every window that an expectation names, up to the end', () => {
    const text = `${API}expect: [ "window(90s, 200s, users.throughput) > 0/s" ]`;
    expect(model(text).windows).toEqual([{ name: 'window(90s, 200s)', from: 90e9, to: 100e9 }]);
  });
});

describe('keys and operations', () => {
  it('are those of all workloads and nodes', () => {
    const text = `nodes: { api: { kind: service, operations: { read: [], buy: [] } } }\n`;
    const head = HEAD.replace('poisson(1/s)', 'poisson(1/s), keys: uniform(10k), mix: { buy: 1, read: 2 }');
    const { keys, operations } = model(text, head);
    expect(keys).toEqual({ count: 10_000, texts: [] });
    expect(operations).toEqual(['buy', 'delete', 'read', 'scan', 'write']);
  });
});
