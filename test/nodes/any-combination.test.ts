import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/catalogue.js';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { Model } from '../../src/environment/model.js';
import { evictionPolicies } from '../../src/policies/eviction/registry.js';
import { createStream } from '../../src/random/alea.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';

/** Those that a scenario may have. */
const evictions = evictionPolicies
  .all()
  .filter((policy) => policy.outsideScenarios === undefined)
  .map(({ name }) => name);
const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);
const EVENTS = 10_000;

/** A shop in which every choice is left to chance: policies, limits, what is cancelled, what breaks and how. */
function anyShop(seed: number): string {
  const stream = createStream(seed, 'any-combination');
  const any = (...values: readonly string[]) => values[stream.below(values.length)]!;
  const abandoned = () => `abandoned-work: ${any('continue', 'cancel')}, when-down: ${any('refuse', 'silent')}`;
  const late = () => `late-replies: ${any('accept', 'discard')}`;
  return `sysdesign: 1
title: any combination
seed: ${seed}
duration: 3s
drain: ${any('0s', '30s', '100ms')}
workloads:
  users:
    target: gateway
    arrivals: ${any('poisson(300/s)', '{ clients: 30, think: exponential(20ms) }', 'constant(200/s)')}
    mix: { read: 70, write: 20, scan: 5, report: 5 }
    keys: ${any('zipf(0.9 500)', 'uniform(20)')}
    sizes: { write: 1KB }
    timeout: ${any('none', '50ms', '5ms', '200ms')}
    ${late()}
nodes:
  gateway:
    { kind: load-balancer, targets: api, replicas: ${any('1', '2')}, workers: ${any('unlimited', '8')}, ${abandoned()},
      policy: ${any(...catalogue.registries().get('balancing')!.names())}, queue: ${any('0', '20', 'unlimited')},
      service-time: ${any('0ms', '0.3ms')}, deadline: ${any('none', 'inherit', '40ms')} }
  api:
    kind: service
    replicas: 3
    workers: ${any('unlimited', '4', '1')}
    cores: ${any('1', '2', 'unlimited')}
    queue: ${any('0', '5', 'unlimited')}
    discipline: ${any(...catalogue.registries().get('discipline')!.names())}
    worker-during-calls: ${any('held', 'released')}
    abandoned-work: ${any('continue', 'cancel')}
    operations:
      read:
        - compute: exponential(2ms)
        - { fetch: { from: [near, far], else: data, fill-if: $key > 3 }, as: got, else: [ { wait: 1ms } ] }
        - { respond: 404, if: $got.status == 503 }
      write:
        - call: data
        - parallel:
            - { invalidate: near }
            - [ { invalidate: far }, { compute: 0.2ms } ]
            - { parallel: [ { call: data.read }, { wait: exponential(3ms) } ] }
      scan:
        - call: { to: data, timeout: 20ms }
          else: [ { repeat: { times: 2, do: [ { call: data.scan } ] }, else: [ { wait: 2ms } ] } ]
      "*":
        - choose:
            - { weight: 1, do: [ { compute: 3ms }, { call: { to: data, operation: read, key: $user } } ] }
            - { weight: 2, do: [ { wait: 2ms }, { respond: { size: 3KB } } ] }
    calls:
      data: { timeout: ${any('none', '10ms', '30ms')}, deadline: ${any('none', 'inherit', '60ms')},
              max-in-flight: ${any('unlimited', '3')}, ${late()} }
      far: { timeout: ${any('none', '3ms')} }
  near:
    { kind: cache, inside: api, capacity: ${any('10', '100', '20KB')}, ttl: ${any('none', '500ms')},
      policy: ${any(...evictions)}, admission: ${any('none', 'tinylfu', '{ policy: size-limit, max: 1KB }')} }
  far:
    { kind: cache, replicas: ${any('1', '2')}, capacity: 50, workers: ${any('1', 'unlimited')},
      service-time: exponential(0.5ms), ${abandoned()} }
  data:
    { kind: store, shards: ${any('1', '3')}, partitioning: ${any(...catalogue.registries().get('partitioning')!.names())},
      workers: ${any('1', '4', 'unlimited')}, queue: ${any('3', 'unlimited')}, service-time: exponential(4ms),
      value-size: lognormal(1KB 2KB), durability: ${any('durable', 'memory')}, ${abandoned()} }
network: ${any('none', '{ latency: exponential(0.3ms) }', '{ latency: 1ms, loss: 2%, unreachable-after: 100ms }')}
faults:
  first: { at: 1s, for: ${any('300ms', '1s')}, ${any('crash', 'pause', 'hang')}: ${any('api/1', 'api/*', 'data', 'far', 'gateway')} }
  second: { at: 2s, for: 500ms, ${any('crash', 'pause')}: ${any('api/1', 'data', 'far', 'api/2', 'gateway')} }
`;
}

/** What every recorder counted. Every invariant of the run must hold. */
function counted(model: Model, poison: boolean): readonly (readonly [string, number])[] {
  const run = new VirtualRun(model, catalogue, { poison });
  while (!run.advance(EVENTS));
  const { invariants, recorders } = run.measurements();
  expect(invariants.filter((invariant) => !invariant.holds)).toEqual([]);
  return recorders.flatMap((recorder) => [...recorder.counters].map(([name, counter]) => [name, counter.total] as const));
}

describe('any combination of keys and faults', () => {
  it.each(SEEDS)('keeps every invariant, and touches no record that was given back (seed %i)', (seed) => {
    const model = loadScenarioText(anyShop(seed)).arms[0]!.model();
    const counts = counted(model, true);
    expect(counts.some(([, count]) => count > 0)).toBe(true);
    expect(counts).toEqual(counted(model, false));
  });
});
