import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../language/definition.js';
import { plainSource } from '../language/plain-source.js';
import { Reader } from '../language/reader.js';
import { name } from '../language/schemas/scalars.js';
import { transform } from '../language/schemas/structures.js';
import { operationOf, operationsOf } from './recorded-operations.js';
import { replayOf, withTrace } from './replayed-workload.js';
import { readTrace } from './traces/read-trace.js';
import { workloadSchema } from './workload-schema.js';

const AT = { file: 'x.yaml', line: 3, column: 5 };
const VOCABULARY: Vocabulary = {
  policy: () => transform(name(), (value) => ({ name: value, options: {} })),
  steps: () => {
    throw new Error('a workload has no steps');
  },
};

function read(written: object) {
  const reader = new Reader();
  const config = workloadSchema(VOCABULARY).read(plainSource(written, AT), reader);
  return { config: config!, problems: reader.problems, references: reader.references };
}

const MINIMAL = { target: 'api', arrivals: 'poisson(70/s)' };

describe('a workload', () => {
  it('needs a target and arrivals, and has defaults for all else', () => {
    const { config, problems, references } = read(MINIMAL);
    expect(problems).toEqual([]);
    expect(references).toEqual([{ kind: 'node', text: 'api', at: AT }]);
    expect(config).toMatchObject({
      target: 'api',
      arrivals: { name: 'poisson', options: [70] },
      timeout: Infinity,
      deadline: Infinity,
      'late-replies': 'discard',
      'max-in-flight': Infinity,
    });
    expect(operationsOf(config)).toEqual(['read']);
  });

  it('is plain data', () => {
    const { config } = read({
      ...MINIMAL,
      mix: { read: 95, write: 5 },
      users: { count: '10k', pick: 'zipf(0.8)' },
      keys: 'zipf(0.9 100k)',
    });
    expect(structuredClone(config)).toEqual({ ...config, mix: { ...config.mix } });
    expect(config).toMatchObject({ keys: { name: 'zipf', arguments: [0.9, 100_000] }, users: { count: 10_000, exponent: 0.8 } });
  });

  it('takes the long form of a mix', () => {
    const { config, problems } = read({
      ...MINIMAL,
      mix: { read: 95, buy: { weight: 5, size: '2KB', priority: 3, 'idempotency-key': true } },
    });
    expect(problems).toEqual([]);
    expect(config.mix['buy']).toMatchObject({ weight: 5, priority: 3, 'idempotency-key': true });
    expect(operationsOf(config)).toEqual(['buy', 'read']);
  });

  it('tells everything that is wrong at once', () => {
    const { problems } = read({
      arrivals: 'poisson(70/s)',
      mix: { read: 0 },
      keys: 'zipff(0.9 10)',
      timeout: '0s',
      users: 'many',
      speed: 3,
    });
    expect(problems.map((problem) => problem.message)).toEqual([
      'unknown key speed',
      'the key target is missing',
      'the weights of a mix add up to 0',
      'expected a key distribution, such as zipf(0.9 100k)',
      expect.stringContaining('expected a count'),
      expect.stringContaining('more than'),
    ]);
    expect(problems[3]!.hint).toBe('did you mean zipf(s n)?');
  });
});

describe('recorded methods', () => {
  it('stand for operations as RFC 9110 means them', () => {
    const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'get'];
    const operations = ['read', 'read', 'read', 'write', 'write', 'write', 'delete', 'read'];
    expect(methods.map((method) => operationOf(method, {}))).toEqual(operations);
  });

  it('may be operations themselves, and otherwise read', () => {
    expect(['buy', 'scan', 'FOO', '?', 'constructor'].map((method) => operationOf(method, {}))).toEqual([
      'buy',
      'scan',
      'read',
      'read',
      'constructor',
    ]);
  });

  it('stand for what the scenario says; * is for every other, also where that has a usual meaning', () => {
    const from = { POST: 'order', '*': 'other' };
    expect(['POST', 'GET', 'buy', 'FOO'].map((method) => operationOf(method, from))).toEqual([
      'order',
      'other',
      'other',
      'other',
    ]);
  });
});

describe('a replay', () => {
  const log = ['GET /a', 'POST /b', 'GET /a'].map(
    (request) => `1.2.3.4 - - [17/May/2015:10:05:03 +0000] "${request} HTTP/1.1" 200 5\n`,
  );
  const trace = readTrace(new TextEncoder().encode(log.join('')), 'x.log', 'detect', {});

  it('asks only for operations that its trace holds', () => {
    const { config } = read({
      target: 'api',
      arrivals: { replay: 'x.log' },
      'operations-from': { POST: 'buy', DELETE: 'forget' },
    });
    expect(replayOf(config)).toMatchObject({
      file: { path: 'x.log', at: AT },
      format: 'detect',
      speed: 1,
      ties: 'together',
      order: 'file',
    });
    const loaded = withTrace(config, trace, Int32Array.of(0, 1));
    expect(operationsOf(loaded)).toEqual(['buy', 'read']);
    expect(JSON.stringify(loaded)).not.toContain('x.log');
  });

  it('of what is piped in is written as -, which YAML takes for a list', () => {
    for (const written of ['-', [null]]) {
      const { config } = read({ target: 'api', arrivals: { replay: written } });
      expect(replayOf(config)!.file).toEqual({ path: '-', at: AT });
    }
    expect(read({ target: 'api', arrivals: { replay: ['a.log'] } }).problems).toHaveLength(1);
  });

  it('is none where requests are made up', () => {
    expect(replayOf(read(MINIMAL).config)).toBeNull();
  });
});
