import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { plainSource } from '../plain-source.js';
import { Reader } from '../reader.js';
import type { Schema } from '../schema.js';
import { choice, count, duration, name, share } from './scalars.js';
import {
  defaulted,
  either,
  jsonDocument,
  lazy,
  list,
  nullable,
  object,
  optional,
  record,
  required,
  transform,
  word,
} from './structures.js';

const AT = { file: 'shop.yaml', line: 3, column: 5 };

function read<T>(schema: Schema<T>, value: unknown): { value: T | undefined; problems: string[] } {
  const reader = new Reader();
  const result = schema.read(plainSource(value, AT), reader);
  return { value: result, problems: reader.problems.map((problem) => `${problem.message}|${problem.hint ?? ''}`) };
}

const station = object({
  kind: required(choice('cache', 'store'), 'What it is.'),
  timeout: optional(duration(), 'How long to wait.'),
  queue: defaulted(word('unlimited', Number.POSITIVE_INFINITY, count()), 'unlimited', 'Places to wait.'),
  loss: defaulted(share(), '5%', 'How much is lost.'),
});

const CUT = 'a parenthesis is left open|inside { } and [ ] YAML cuts at a comma: separate arguments by spaces';

describe('a map', () => {
  it('fills in defaults, and counts null as absent', () => {
    const value = { kind: 'cache', timeout: undefined, queue: Number.POSITIVE_INFINITY, loss: 0.05 };
    expect(read(station, { kind: 'cache' }).value).toEqual(value);
    expect(read(station, { kind: 'cache', timeout: null, queue: null, loss: null }).value).toEqual(value);
  });

  it('reports every unknown, missing and wrong key at once', () => {
    expect(read(station, { knd: 'cache', timeout: 5, loss: '150%', colour: 'red' })).toEqual({
      value: undefined,
      problems: [
        'unknown key knd|did you mean kind?',
        'unknown key colour|known keys are kind, timeout, queue, loss',
        'the key kind is missing|add kind: one of cache, store',
        'expected a duration, such as 30s: the unit is missing|did you mean 5ms?',
        'expected a share, such as 5%: a share is at most 100%|',
      ],
    });
  });

  it('has no key that JavaScript objects have', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const entries = new Map([[key, { key, keyAt: AT, value: plainSource('cache', AT) }]]);
      const reader = new Reader();
      expect(station.read({ kind: 'map', entries, at: AT }, reader)).toBeUndefined();
      expect(reader.problems[0]!.message).toBe(`unknown key ${key}`);
    }
  });

  it('says once what YAML did to a distribution with commas', () => {
    expect(read(station, { kind: 'cache', timeout: 'uniform(1ms', '5ms)': null }).problems).toEqual([CUT]);
    expect(read(station, { kind: 'cache', timeout: 'f(1ms', '2ms': null, '5ms)': null, loss: '5x' }).problems).toEqual([
      CUT,
      'expected a share, such as 5%: "x" is not a unit|units are ns us ms s min h d, B KB MB GB KiB MiB GiB, /s, bit/s, k M G and %',
    ]);
    expect(read(station, { kind: 'cache', '5ms)': null }).problems[0]).toContain('the key 5ms) ends in a parenthesis|inside { }');
    expect(read(list(duration()), ['uniform(1ms', '5ms)', '5s']).problems).toEqual([CUT]);
    expect(read(record(duration()), { a: 'uniform(1ms', '5ms)': null }).problems).toEqual([CUT]);
  });

  it('is not a list and not a scalar', () => {
    expect(read(station, []).problems).toEqual(['expected a map, found a list|']);
    expect(read(station, 'lru').problems).toEqual(['expected a map, found a single value|']);
  });

  it('can be spread into a larger one', () => {
    const larger = object({ ...station.fields, shards: defaulted(count(), 1, 'How many shards.') });
    expect(read(larger, { kind: 'store' }).value).toMatchObject({ kind: 'store', shards: 1 });
  });
});

describe('lists, records and choices by shape', () => {
  it('a list reads every item and holds its limits', () => {
    expect(read(list(count()), [1, '2k']).value).toEqual([1, 2000]);
    expect(read(list(count(), { min: 1 }), []).problems).toEqual(['the list has 0 items and needs at least 1|']);
    expect(read(list(count(), { max: 1 }), [1, 'x']).problems).toHaveLength(2);
  });

  it('a record sorts its keys and has no prototype', () => {
    const { value } = read(record(count(), { keys: name() }), { b: 1, a: 2 });
    expect(Object.keys(value!)).toEqual(['a', 'b']);
    expect(Object.getPrototypeOf(value)).toBeNull();
    expect(read(record(count(), { keys: name() }), { toString: 1, ok: 'x' }).problems).toHaveLength(2);
  });

  it('a record refuses two keys that mean the same', () => {
    const keys = transform(name(), (key) => key.replace(/-.*/, ''));
    expect(read(record(count(), { keys }), { 'a-b': 1, 'a-c': 2 }).problems).toEqual(['the key a stands here twice|']);
  });

  it('either decides by what was written', () => {
    const policy = either({ scalar: name(), map: station });
    expect(read(policy, 'lru').value).toBe('lru');
    expect(read(policy, { kind: 'cache' }).value).toMatchObject({ kind: 'cache' });
    expect(read(policy, []).problems).toEqual(['expected a name, such as order-db, or a map, found a list|']);
    expect(read(policy, null).problems).toEqual(['expected a name, such as order-db, or a map, found nothing|']);
    expect(read(nullable(policy), null).value).toBeNull();
  });

  it('a transformation can refuse', () => {
    const even = transform(count(), (value, source, reader) => (value % 2 === 0 ? value : reader.report(source, 'odd')));
    expect(read(even, 4).value).toBe(4);
    expect(read(even, 5).problems).toEqual(['odd|']);
  });
});

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}
const tree: Schema<Tree> = lazy(
  () => object({ name: required(name(), 'Its name.'), children: defaulted(list(tree), [], 'What hangs on it.') }),
  'tree',
);

describe('the JSON Schema', () => {
  const whole = object({
    station: required(station, 'A station.'),
    tree: optional(tree, 'A tree.'),
    limit: optional(record(count(), { keys: name() }), 'Limits.'),
  });
  const document = jsonDocument(whole, { title: 'test' });
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(document);

  it('carries summaries, defaults and what is referred to, once', () => {
    expect(document).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'test',
      properties: {
        station: { description: 'A station.', properties: { loss: { description: 'How much is lost.', default: '5%' } } },
      },
      $defs: { tree: { type: 'object', required: ['name'] } },
    });
  });

  it.each([
    [{ station: { kind: 'cache' } }],
    [{ station: { kind: 'cache', timeout: '5ms', queue: 10, loss: null } }],
    [{ station: { kind: '$kind', timeout: '$patience', queue: '10k' } }],
    [{ station: { kind: 'store', timeout: 0 }, tree: { name: 'a', children: [{ name: 'b' }] }, limit: { a: 1 } }],
  ])('accepts what the reader accepts: %j', (value) => {
    expect(validate(value)).toBe(true);
    if (!JSON.stringify(value).includes('$')) expect(read(whole, value).problems).toEqual([]);
  });

  it.each([
    [{}],
    [{ station: { kind: 'cach' } }],
    [{ station: { kind: 'cache', timeout: 5 } }],
    [{ station: { kind: 'cache', timeout: '5' } }],
    [{ station: { kind: 'cache', timeout: '1x5s' } }],
    [{ station: { kind: 'cache', colour: 'red' } }],
    [{ station: { kind: 'cache' }, tree: { name: 'a', children: [{}] } }],
    [{ station: { kind: 'cache' }, limit: { toString: 1 } }],
  ])('refuses what the reader refuses: %j', (value) => {
    expect(validate(value)).toBe(false);
    expect(read(whole, value).problems).not.toEqual([]);
  });
});
