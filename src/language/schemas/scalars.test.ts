import { describe, expect, it } from 'vitest';
import { plainSource } from '../plain-source.js';
import { Reader } from '../reader.js';
import type { Schema } from '../schema.js';
import { choice, count, duration, flag, name, number, share, text } from './scalars.js';
import { word } from './structures.js';

const AT = { file: 'shop.yaml', line: 3, column: 5 };

function read<T>(schema: Schema<T>, value: unknown): { value: T | undefined; problems: string[] } {
  const reader = new Reader();
  const result = schema.read(plainSource(value, AT), reader);
  return { value: result, problems: reader.problems.map((problem) => `${problem.message}|${problem.hint ?? ''}`) };
}

describe('scalars', () => {
  it('read quoted text, numbers and booleans from what was written', () => {
    expect(read(duration(), '5ms').value).toBe(5_000_000);
    expect(read(count(), 8).value).toBe(8);
    expect(read(text(), 2024).value).toBe('2024');
    expect(read(flag(), true).value).toBe(true);
    expect(read(flag(), 'false').value).toBe(false);
    expect(read(choice('503', 'timeout'), 503).value).toBe('503');
    expect(read(word('none', Number.POSITIVE_INFINITY, duration()), 'none').value).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    [duration(), { a: 1 }, 'expected a duration, such as 30s, found a map|'],
    [duration(), [1], 'expected a duration, such as 30s, found a list|'],
    [duration(), null, 'expected a duration, such as 30s, found nothing|'],
    [duration(), 100, 'expected a duration, such as 30s: the unit is missing|did you mean 100ms?'],
    [
      duration(),
      'uniform(1ms',
      'a parenthesis is left open|inside { } and [ ] YAML cuts at a comma: separate arguments by spaces',
    ],
    [duration({ min: 1_000_000 }), '10us', 'expected a duration, such as 30s: it must be at least 1ms|'],
    [duration({ minExclusive: 0 }), '0s', 'expected a duration, such as 30s: it must be more than 0s|'],
    [count({ max: 100 }), '1k', 'expected a count, such as 8 or 10k: it must be at most 100|'],
    [share(), 0.5, 'expected a share, such as 5%: the % is missing|did you mean 50%?'],
    [number(), '-1', 'expected a number, such as 0.9: it is negative|'],
    [text(), ' ', 'expected text: it is empty|'],
    [flag(), 'yes', 'expected true or false: it is neither|did you mean true?'],
    [choice('fifo', 'lifo'), 'fifi', 'expected one of fifo, lifo: "fifi" is not known|did you mean fifo?'],
    [
      word('unlimited', 0, count()),
      'unlimitd',
      'expected a count, such as 8 or 10k: it does not begin with a digit|did you mean unlimited?',
    ],
  ] as const)('%# say what was expected and what to try', (schema, value, problem) => {
    expect(read<unknown>(schema, value)).toEqual({ value: undefined, problems: [problem] });
  });

  it('point at the place and repeat the text', () => {
    const reader = new Reader();
    duration().read(plainSource('100', AT), reader);
    expect(reader.problems[0]).toMatchObject({ at: AT, text: '100' });
  });
});

describe('a name', () => {
  it.each(['api', 'order-db', 'a1', 'x-2-y'])('may be %s', (good) => {
    expect(read(name(), good).value).toBe(good);
  });

  it.each([
    ['toString', 'did you mean to-string?'],
    ['__proto__', 'did you mean proto?'],
    ['Order DB', 'did you mean order-db?'],
    ['2nd', 'did you mean nd?'],
    ['a--b', 'did you mean a-b?'],
    ['\u00e9', ''],
  ])('may not be %s', (bad, hint) => {
    const expected = 'expected a name, such as order-db: names are small letters and digits joined by -, and begin with a letter';
    expect(read(name(), bad)).toEqual({ value: undefined, problems: [`${expected}|${hint}`] });
  });

  it('has at most 64 characters', () => {
    expect(read(name(), 'a'.repeat(65)).problems).toHaveLength(1);
  });
});
