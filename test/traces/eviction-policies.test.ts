import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CacheSimulation, nextUsesOf } from '../../src/nodes/cache/cache-simulation.js';
import { defaultOptions } from '../../src/policies/default-options.js';
import { evictionPolicies } from '../../src/policies/eviction/registry.js';
import { createStream } from '../../src/random/alea.js';
import { readTrace } from '../../src/workloads/traces/read-trace.js';
import { naiveLfuWithAgeing, naivePolicies } from './naive-policies.js';
import { WEIGHED_POLICIES, weighedHits } from './naive-weighed.js';
import { describeWithData, sharedFile } from './shared-data.js';

/** Which requests were hits, under the real policy in the cache of scenarios. */
function hits(
  name: string,
  keys: readonly number[],
  capacity: number,
  more: object = {},
  sizes: readonly number[] | null = null,
): boolean[] {
  const options = { ...(defaultOptions(evictionPolicies.get(name)!) as object), ...more };
  const config = {
    policy: { name, options },
    admission: { name: 'none', options: {} },
    capacity: { amount: capacity, unit: sizes === null ? ('entries' as const) : ('bytes' as const) },
  };
  const numbers = Int32Array.from(keys);
  const count = numbers.reduce((most, key) => Math.max(most, key), 0) + 1;
  const weights = sizes === null ? null : Float64Array.from(sizes);
  const sequence = { keys: numbers, keyCount: count, sizes: weights, nextUses: nextUsesOf(numbers, count) };
  const simulation = new CacheSimulation(config, sequence, (purpose) => createStream(1, purpose));
  return keys.map((_key, index) => {
    const before = simulation.misses;
    simulation.advance(index + 1);
    return simulation.misses === before;
  });
}

/** Keys with runs, repetitions and scans, so that every list of every policy is visited. */
const traces = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 12 }).map((key) => [key]),
      fc.integer({ min: 0, max: 60 }).map((key) => [key]),
      fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 2, max: 20 })).map(([from, length]) => {
        return Array.from({ length }, (_, index) => from + index);
      }),
    ),
    { maxLength: 200 },
  )
  .map((parts) => parts.flat());

const names = evictionPolicies.names();

describe('eviction policies', () => {
  it('are all compared with a naive one, but for the one that draws', () => {
    expect(names.filter((name) => !(name in naivePolicies))).toEqual(['random']);
  });

  it.each(Object.entries(naivePolicies))('%s hits exactly where a naive one does, whatever is asked for', (name, naive) => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 1, max: 40 }), (keys, capacity) => {
        expect(hits(name, keys, capacity)).toEqual(naive(keys, capacity));
      }),
      { numRuns: 150 },
    );
  });

  it('lfu with ageing hits exactly where a naive one does', () => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 1, max: 40 }), (keys, capacity) => {
        expect(hits('lfu', keys, capacity, { ageing: 'dynamic' })).toEqual(naiveLfuWithAgeing(keys, capacity));
      }),
    );
  });
});

describe('eviction policies over bytes', () => {
  it.each(WEIGHED_POLICIES)('%s hits exactly where a naive one does, whatever objects weigh', (name) => {
    const weights = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 70, maxLength: 100 });
    fc.assert(
      fc.property(traces, fc.integer({ min: 1, max: 400 }), weights, (keys, capacity, weightOf) => {
        const expected = weighedHits(name, keys, capacity, (key) => weightOf[key % weightOf.length]!);
        const sizes = keys.map((key) => weightOf[key % weightOf.length]!);
        expect(hits(name, keys, capacity, {}, sizes)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});

describeWithData('eviction policies over recorded keys', () => {
  const file = 'http/nasa-jul95-4k.common.log';
  const keys = Array.from(readTrace(readFileSync(sharedFile(file)), file, 'detect', {}).keys!);

  it.each(Object.entries(naivePolicies))('%s hits exactly where a naive one does over NASA', (name, naive) => {
    for (const capacity of [3, 25, 100, 333]) expect(hits(name, keys, capacity)).toEqual(naive(keys, capacity));
  });
});
