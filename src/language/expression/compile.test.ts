import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../random/alea.js';
import { plainSource } from '../plain-source.js';
import { Reader } from '../reader.js';
import type { Schema } from '../schema.js';
import { amount, condition, distribution, expression } from '../schemas/amounts.js';
import { compileAmount, compileExpression, type Scope, type Variables } from './compile.js';
import { parseExpression } from './parse.js';
import { visitExpression } from './visit.js';

const AT = { file: 'shop.yaml', line: 1, column: 1 };
const SCOPE: Scope = {
  operation: (name) => ['read', 'write'].indexOf(name),
  role: (name) => ['admin'].indexOf(name),
  bound: (name) => ['stock', 'price'].indexOf(name) * 2,
};
const VARIABLES: Variables = { key: 7, operation: 1, size: 2_000_000, user: 3, role: 0, attempt: 2, bound: [404, 0, 200, 1500] };

function read<T>(schema: Schema<T>, text: string): T {
  const reader = new Reader();
  const value = schema.read(plainSource(text, AT), reader);
  expect(reader.problems).toEqual([]);
  return value!;
}

function sample(schema: ReturnType<typeof amount>, text: string): number {
  return compileAmount(read(schema, text), SCOPE, createStream(1, 'a')).sample(VARIABLES);
}

function problems(schema: Schema<unknown>, value: unknown): string[] {
  const reader = new Reader();
  expect(schema.read(plainSource(value, AT), reader)).toBeUndefined();
  return reader.problems.map(({ message, hint }) => `${message}|${hint ?? ''}`);
}

describe('a compiled expression', () => {
  it.each([
    ['$size < 1MB', 0],
    ['$size >= 2MB', 1],
    ['$size > 2MB', 0],
    ['$size <= 2MB', 1],
    ['$operation == write', 1],
    ['$operation != write', 0],
    ['$operation == unheard', 0],
    ['$role == admin', 1],
    ['$stock', 0],
    ['$price', 1],
    ['not $stock and $stock.status == 404', 1],
    ['$stock or $price.size > 1KB', 1],
    ['$attempt == 2 and $key == 7 and $user == 3', 1],
    ['$size within 10% of 1.9MB', 1],
    ['$size within 10% of 1.5MB', 0],
  ])('%s is %d', (text, expected) => {
    expect(compileExpression(read(condition(), text), SCOPE).evaluate(VARIABLES)).toBe(expected);
  });

  it.each([
    ['(1 + 2) * 3 - 4 / 8', 8.5],
    ['-$attempt + 5', 3],
    ['max($attempt, 3) + min($attempt, 1) + sum(1, 2, 3)', 10],
    ['$size / 1MB', 2],
    ['10k * 5%', 500],
  ])('%s is %d', (text, expected) => {
    expect(compileExpression(read(expression('number'), text), SCOPE).evaluate(VARIABLES)).toBeCloseTo(expected, 12);
  });

  it('agrees with JavaScript on any arithmetic', () => {
    const calculate = {
      '+': (a: number, b: number) => a + b,
      '-': (a: number, b: number) => a - b,
      '*': (a: number, b: number) => a * b,
      '/': (a: number, b: number) => a / b,
    };
    const { tree } = fc.letrec<{ tree: { text: string; value: number } }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.nat({ max: 1000 }).map((value) => ({ text: String(value), value })),
        fc.constant({ text: '$attempt', value: 2 }),
        fc
          .tuple(tie('tree'), fc.constantFrom(...(['+', '-', '*', '/'] as const)), tie('tree'))
          .map(([left, operator, right]) => ({
            text: `(${left.text} ${operator} ${right.text})`,
            value: calculate[operator](left.value, right.value),
          })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        const parsed = parseExpression(text, AT, new Reader())!;
        expect(compileExpression(parsed, SCOPE).evaluate(VARIABLES)).toEqual(value);
      }),
    );
  });

  it('draws from its stream, plain numbers too', () => {
    const half = compileExpression(read(condition(), 'uniform(0 1) < 25%'), SCOPE, createStream(1, 'if'));
    let held = 0;
    for (let draw = 0; draw < 100_000; draw++) held += half.evaluate(VARIABLES);
    expect(Math.abs(held - 25_000)).toBeLessThan(4.5 * Math.sqrt(100_000 * 0.25 * 0.75));
  });

  it('visits its nodes from left to right', () => {
    const seen: string[] = [];
    visitExpression(parseExpression('before(x, a.b) within 3% of max(1, -$size)', AT, new Reader())!, (node) =>
      seen.push(node.type),
    );
    expect(seen).toEqual(['within', 'window', 'metric', 'number', 'function', 'number', 'unary', 'variable']);
  });
});

describe('an amount', () => {
  it('is a distribution where it is one, and a constant where it can be calculated beforehand', () => {
    const constant = { type: 'distribution', distribution: { name: 'constant', arguments: [5_000_000] } };
    expect(read(amount('duration'), '5ms')).toEqual(constant);
    expect(read(amount('duration'), '2 * 2.5ms')).toEqual(constant);
    expect(read(amount('duration'), '0')).toMatchObject({ distribution: { arguments: [0] } });
    expect(read(amount('size'), '2KiB')).toMatchObject({ distribution: { name: 'constant', arguments: [2048] } });
    expect(read(amount('duration'), 'lognormal(4ms 2ms)')).toMatchObject({
      distribution: { name: 'lognormal', arguments: [4e6, 2e6] },
    });
    expect(read(distribution('number'), 'uniform(1 10k)')).toEqual({ name: 'uniform', arguments: [1, 10_000] });
  });

  it('is calculated in whole nanoseconds or bytes', () => {
    expect(sample(amount('duration'), '0.2ms + $size / 200MB/s')).toBe(10_200_000);
    expect(sample(amount('size'), '$size * 30%')).toBe(600_000);
    expect(sample(amount('duration'), '5ms')).toBe(5_000_000);
    expect(sample(amount('duration'), '1ms - $size / 200MB/s')).toBe(0);
    expect(sample(amount('duration'), '0 * 1s / ($attempt - 2)')).toBe(0);
    expect(sample(amount('duration'), '1s / ($attempt - 2)')).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('adds the same draws to what is calculated', () => {
    const drawn = compileAmount(read(amount('duration'), 'exponential(1ms)'), SCOPE, createStream(1, 'a'));
    const sum = compileAmount(read(amount('duration'), 'exponential(1ms) + $size / 200MB/s'), SCOPE, createStream(1, 'a'));
    for (let draw = 0; draw < 100; draw++) expect(sum.sample(VARIABLES)).toBe(drawn.sample(VARIABLES) + 10_000_000);
  });

  it.each([
    [amount('duration'), '100', 'expected a duration: the unit is missing|did you mean 100ms?'],
    [amount('duration'), 100, 'expected a duration: the unit is missing|did you mean 100ms?'],
    [amount('duration'), '-5ms', 'expected a duration: it is negative|'],
    [amount('duration'), '1ms - 2ms', 'expected a duration: it is negative|'],
    [amount('duration'), '100d * 100', 'expected a duration: it is too large|'],
    [amount('duration'), 'exponential(5)', 'expected a duration: exponential draws a number here|did you mean exponential(5ms)?'],
    [amount('size'), 'exponential(5)', 'expected a size: exponential draws a number here|did you mean exponential(5KB)?'],
    [amount('size'), 'exponential(5ms)', 'expected a size: exponential draws a duration here|'],
    [amount('size'), '$size < 5KB', 'expected a size, found a condition|'],
    [amount('duration'), '$attempt * 5', 'expected a duration, found a plain number|'],
    [
      amount('duration'),
      { a: 1 },
      'expected a duration, such as 5ms or exponential(5ms) or 0.2ms + $size / 200MB/s, found a map|',
    ],
    [amount('duration'), null, 'expected a duration, such as 5ms or exponential(5ms) or 0.2ms + $size / 200MB/s, found nothing|'],
    [
      distribution('duration'),
      '$size / 1MB/s',
      'expected a duration, such as 5ms or exponential(5ms): it cannot be calculated from the request|',
    ],
    [distribution('duration'), 'exponential', 'exponential is neither a quantity nor a variable|write exponential(mean)'],
    [condition(), '$size', 'expected a condition, found a size|'],
    [expression('duration'), '5 * 2', 'expected a duration, found a plain number|'],
  ] as const)('%# says what is wrong', (schema, value, problem) => {
    expect(problems(schema, value)).toEqual([problem]);
  });
});

describe('an empirical distribution', () => {
  const files: Record<string, string> = {
    'units.txt': '# measured\n5ms\n\n2.5ms\r\n1us\n',
    'plain.csv': 'latency,operation\n12.5,read\n3,write\n',
    'broken.txt': '5ms\nsoon\n',
    'mixed.txt': '5ms\n5KB\n',
    'empty.txt': '\n',
  };
  const reader = () => new Reader((path) => new TextEncoder().encode(files[path]));

  it.each([
    ['empirical(units.txt)', [5e6, 2.5e6, 1000]],
    ['empirical(plain.csv ms)', [12.5e6, 3e6]],
    ['empirical(plain.csv us)', [12_500, 3000]],
  ])('%s reads one value per line', (text, expected) => {
    const value = distribution('duration').read(plainSource(text, AT), reader());
    expect(value).toEqual({ name: 'empirical', arguments: [], values: Float64Array.from(expected) });
  });

  it.each([
    [
      'empirical(broken.txt)',
      'broken.txt: line 2: "soon" is not a value: it does not begin with a digit|write one value per line, such as 12.5ms',
    ],
    [
      'empirical(mixed.txt)',
      'mixed.txt: line 2: "5KB" measures something else than the lines before it|write one value per line, such as 12.5ms',
    ],
    ['empirical(empty.txt)', 'empty.txt: it holds no value|write one value per line, such as 12.5ms'],
    ['empirical(plain.csv)', 'expected a duration: empirical draws a number here|did you mean empirical(plain.csv ms)?'],
    ['empirical()', 'empirical needs a file|write empirical(FILE), or empirical(FILE ms) where its numbers have no unit'],
  ])('%s says what is wrong', (text, problem) => {
    const found = reader();
    expect(distribution('duration').read(plainSource(text, AT), found)).toBeUndefined();
    expect(found.problems.map(({ message, hint }) => `${message}|${hint ?? ''}`)).toEqual([problem]);
  });
});
