import { describe, expect, it } from 'vitest';
import { NO_VOCABULARY, defaultOptions } from '../default-options.js';
import { mixed } from '../hashing/mixed.js';
import type { Partitioning, PartitioningContext } from './partitioning.js';
import { partitioningPolicies } from './registry.js';

type Definition = ReturnType<typeof partitioningPolicies.all>[number];
const KEYS = 1000;
const MANY = 20_000;

function context(shards: number, keyCount: number): PartitioningContext {
  return { shards, keyCount, hash: mixed, rank: (key) => key, text: String };
}

function create(definition: Definition, shards: number, keyCount = KEYS): Partitioning {
  return definition.create(defaultOptions(definition), context(shards, keyCount));
}

/** Each policy with the share of keys that move from 10 shards to 11, and within which distance of it. */
const MOVED: Readonly<Record<string, readonly [share: number, within: number]>> = {
  // The bound moves as well, and keys that overflowed elsewhere come back.
  'bounded-load': [0.18, 0.03],
  'consistent-hash': [1 / 11, 0.02],
  hash: [10 / 11, 0.01],
  jump: [1 / 11, 0.01],
  // A new shard takes an eleventh, and disturbs the turns of the others.
  maglev: [0.12, 0.03],
  // Every border moves: shard s keeps (10 - s) / 110 of all keys, together half of them.
  range: [0.5, 0.01],
  'redis-slots': [1 / 11, 0.01],
  rendezvous: [1 / 11, 0.01],
};

/** Those that promise that a key moves to the new shard or nowhere. */
const MOVES_TO_THE_NEW_ONE_ONLY = new Set(['consistent-hash', 'jump', 'redis-slots', 'rendezvous']);

/** The shards of keys 0, 37, 74, ... on 10 shards: the same in every version, on every machine. */
const PLACES: Readonly<Record<string, string>> = {
  'bounded-load': '67904990998797698778',
  'consistent-hash': '84972959151277088970',
  hash: '04779582859274531051',
  jump: '00708654976383245889',
  maglev: '43405105483582456469',
  range: '00011122233444555667',
  'redis-slots': '83651348018467771820',
  rendezvous: '82542708851308605556',
};

/** By how many standard deviations a count may miss its mean; four happens once in 16,000. */
const SIGMAS = 4;

/** The standard deviation of a shard's share against its mean: of keys thrown at random, and of the ring's points if there are any. */
function spread(definition: Definition, shards: number, keys: number): number {
  const options = defaultOptions(definition) as { readonly 'virtual-nodes'?: number };
  const points = options['virtual-nodes'];
  const ofPoints = points === undefined ? 0 : (shards - 1) / (shards * points + 1);
  return Math.sqrt((shards - 1) / keys + ofPoints);
}

function counts(partitioning: Partitioning, shards: number, keys: number): readonly number[] {
  const found = Array.from({ length: shards }, () => 0);
  for (let key = 0; key < keys; key++) found[partitioning.of(key)]!++;
  return found;
}

describe.each(partitioningPolicies.all())('the partitioning policy $name', (definition) => {
  it.each([1, 2, 3, 10, 100])('puts every key into one of %i shards, always the same', (shards) => {
    const keys = Array.from({ length: KEYS }, (_, key) => key);
    const [left, right] = [create(definition, shards), create(definition, shards)];
    const found = keys.map((key) => left.of(key));
    for (const shard of found) expect(shard >= 0 && shard < shards && Number.isInteger(shard)).toBe(true);
    expect(keys.toReversed().map((key) => right.of(key))).toEqual(found.toReversed());
  });

  it.each([2, 4, 10, 50])('spreads keys over %i shards as evenly as its construction allows', (shards) => {
    const mean = MANY / shards;
    const allowed = SIGMAS * spread(definition, shards, MANY) * mean;
    for (const count of counts(create(definition, shards, MANY), shards, MANY)) {
      expect(Math.abs(count - mean)).toBeLessThan(allowed);
    }
  });

  it('scans every shard that holds one of the keys, each once', () => {
    const partitioning = create(definition, 7);
    for (const [first, length] of [
      [0, 1],
      [0, KEYS],
      [140, 10],
      [500, 400],
      [990, 100],
    ] as const) {
      const holding = [...partitioning.holding(first, length)];
      const wanted = Array.from({ length: Math.min(length, KEYS - first) }, (_, index) => partitioning.of(first + index));
      expect(new Set(holding).size).toBe(holding.length);
      expect(holding).toEqual(expect.arrayContaining(wanted));
    }
  });

  it('moves as many keys as it should when a shard is added, and to the new one only where it promises that', () => {
    const expected = MOVED[definition.name];
    expect(expected, `say in MOVED which share of the keys ${definition.name} moves`).toBeDefined();
    const before = create(definition, 10, MANY);
    const options = defaultOptions(definition);
    const after = definition.grown?.(options, context(10, MANY)) ?? create(definition, 11, MANY);
    let moved = 0;
    let elsewhere = 0;
    for (let key = 0; key < MANY; key++) {
      if (before.of(key) === after.of(key)) continue;
      moved++;
      if (after.of(key) !== 10) elsewhere++;
    }
    const [share, within] = expected!;
    expect(Math.abs(moved / MANY - share)).toBeLessThan(within);
    if (MOVES_TO_THE_NEW_ONE_ONLY.has(definition.name)) expect(elsewhere).toBe(0);
    else expect(elsewhere).toBeGreaterThan(0);
  });

  it('puts some keys where it always has', () => {
    const partitioning = create(definition, 10);
    const found = Array.from({ length: 20 }, (_, key) => partitioning.of(key * 37)).join('');
    expect(found).toBe(PLACES[definition.name]);
  });
});

const weighted = partitioningPolicies.all().filter((definition) => {
  const { properties } = definition.schema(NO_VOCABULARY).json() as { readonly properties: Readonly<Record<string, unknown>> };
  return 'weights' in properties;
});

describe.each(weighted)('the weights of $name', (definition) => {
  const weights = [1, 2, 3, 4];
  const options = (given: readonly number[]): unknown => ({ ...(defaultOptions(definition) as object), weights: given });

  it('are respected', () => {
    const found = counts(definition.create(options(weights), context(4, MANY)), 4, MANY);
    for (const [shard, count] of found.entries()) {
      const mean = (MANY * weights[shard]!) / 10;
      expect(Math.abs(count / mean - 1)).toBeLessThan(0.25);
    }
    expect(found).toEqual(found.toSorted((left, right) => left - right));
  });

  it('change nothing where they are all 1', () => {
    const [plain, same] = [create(definition, 4), definition.create(options([1, 1, 1, 1]), context(4, KEYS))];
    for (let key = 0; key < KEYS; key++) expect(same.of(key)).toBe(plain.of(key));
  });

  it('must be one per shard', () => {
    expect(definition.check!(options(weights), 4)).toBeUndefined();
    expect(definition.check!(options(weights), 5)?.message).toContain('4 weights for 5 shards');
    expect(() => definition.create(options(weights), context(5, KEYS))).toThrow();
  });
});
