import { describe, expect, it } from 'vitest';
import { InputError, type Problem } from '../../core/problem.js';
import type { Source } from '../../language/source.js';
import { parseFile } from './parse-yaml.js';

const encoder = new TextEncoder();

function problemsOf(text: string | Uint8Array): readonly Problem[] {
  const found: Problem[] = [];
  try {
    parseFile(typeof text === 'string' ? encoder.encode(text) : text, 'shop.yaml', found);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return found;
}

function summary(text: string | Uint8Array): string[] {
  return problemsOf(text).map(({ at, message }) => `${at!.line}:${at!.column} ${message}`);
}

function plain(source: Source): unknown {
  if (source.kind === 'scalar') return source.value;
  if (source.kind === 'list') return source.items.map(plain);
  return Object.fromEntries([...source.entries.values()].map(({ key, value }) => [key, plain(value)]));
}

describe('a YAML file becomes sources', () => {
  it('with values, lists and maps', () => {
    const source = parseFile(encoder.encode('\uFEFFa: 1\nb: [x, 2.5, true, null, ~]\nc: { d: "1" }\n"*": yes\n'), 'a.yaml', []);
    expect(plain(source)).toEqual({ a: 1, b: ['x', 2.5, true, null, null], c: { d: '1' }, '*': 'yes' });
  });

  it('with the position of every key and value', () => {
    const source = parseFile(encoder.encode('a: 1\nb:\n  - c: 10ms\n'), 'a.yaml', []);
    const list = source.entries.get('b')!.value;
    const entry = list.kind === 'list' && list.items[0]?.kind === 'map' ? list.items[0].entries.get('c')! : undefined;
    expect(entry!.keyAt).toEqual({ file: 'a.yaml', line: 3, column: 5 });
    expect(entry!.value.at).toEqual({ file: 'a.yaml', line: 3, column: 8 });
  });

  it('keeps numbers as they were written', () => {
    const source = parseFile(encoder.encode('a: 1.50\nb: "1.50"\n'), 'a.yaml', []);
    expect(source.entries.get('a')!.value).toMatchObject({ value: 1.5, text: '1.50' });
    expect(source.entries.get('b')!.value).toMatchObject({ value: '1.50', text: '1.50' });
  });

  it('unfolds aliases', () => {
    expect(plain(parseFile(encoder.encode('a: &x { b: 1 }\nc: *x\n'), 'a.yaml', []))).toEqual({ a: { b: 1 }, c: { b: 1 } });
  });
});

describe('a text that YAML would read otherwise than meant is refused where it stands', () => {
  it.each([
    ['n: .inf', '1:4 .inf is not a number that can be computed with'],
    ['n: .nan', '1:4 .nan is not a number that can be computed with'],
    ['n: 1e400', '1:4 1e400 is not a number that can be computed with'],
    ['n: 12345678901234567890', '1:4 12345678901234567890 has more digits than can be kept exactly'],
    ['a: 1\na: 2', '2:1 a was already given in line 1'],
    ['__proto__: 1', '1:1 __proto__ cannot be a key'],
    ['a: { constructor: 1 }', '1:6 constructor cannot be a key'],
    ['true: 1', '1:1 the key true is a truth value to YAML'],
    ['? [a]\n: 1', '1:3 a key must be a text'],
    ['a: *x', '1:4 nothing before this is anchored as &x'],
    ['a: &x [*x]', '1:8 nothing before this is anchored as &x'],
    ['a: { keys: zipf(0.9, 100k), b: 1 }', '1:12 a comma cut this off: inside { } YAML ends zipf(0.9 at the comma'],
    ['a: [zipf(0.9, 100k)]', '1:5 a parenthesis is not closed,1:15 this closes a parenthesis that was never opened'],
    ['a: { 100k): 1 }', '1:6 the key 100k) ends in a parenthesis: inside { } YAML cuts at every comma'],
    ['a: zipf(0.9', '1:4 a parenthesis is not closed'],
    ['a: store #3', '1:4 the space before # makes a comment of the rest: this reads as store alone'],
    ['a: 5s#comment', '1:4 a # that follows a text without a space is part of the text, not a comment'],
    ['a: 1\n---\nb: 2', '2:1 a second document begins here'],
    ['%YAML 1.1\n---\na: yes', '1:1 a scenario takes no YAML directives'],
    ['a: !foo 1', '1:4 unresolved tag: !foo'],
    ['- 1', '1:1 a scenario is a map of keys and values; this is a list'],
    ['', '1:1 the file is empty'],
    ['a: "x', '1:6 missing closing "quote'],
    ['a: \u0000', '1:4 the character U+0000 is not part of any text'],
    ['a: [', '1:5 flow sequence in block collection must be sufficiently indented and end with a ]'],
  ])('%j', (text, expected) => {
    expect(summary(text).join(',')).toBe(expected);
  });

  it('but prose and addresses may hold number signs and parentheses', () => {
    expect(
      summary('title: C# (a smiley :-)\nabout: costs $5 #1\na: store#3/leader # a comment\nb: store#*\nc: node #comment'),
    ).toEqual([]);
  });

  it('and so are bytes that are not UTF-8', () => {
    expect(summary(new Uint8Array([97, 58, 10, 98, 0xff]))).toEqual(['2:1 this line is not UTF-8']);
  });
});

describe('a hostile file is answered with a problem', () => {
  const bomb = [
    'a: &a [1,1,1,1,1,1,1,1,1]',
    ...'bcdefghi'.split('').map((name, index) => {
      const before = 'abcdefgh'[index]!;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
    }),
  ].join('\n');
  const indented = Array.from({ length: 100 }, (_, index) => `${' '.repeat(index)}a:`).join('\n');

  it.each([
    ['brackets', '['.repeat(20_000), '1:65 the file is nested deeper than 64 levels'],
    ['braces', `a: ${'{'.repeat(20_000)}`, '1:67 the file is nested deeper than 64 levels'],
    ['dashes', '- '.repeat(20_000), '1:129 the file is nested deeper than 64 levels'],
    ['question marks', '? '.repeat(20_000), '1:129 the file is nested deeper than 64 levels'],
    ['colons', ': '.repeat(20_000), '1:129 the file is nested deeper than 64 levels'],
    ['indentation', indented, '65:65 the file is nested deeper than 64 levels'],
    ['brackets in disguise', `a: it's\nb: ${'["]",'.repeat(20_000)}`, '2:319 the file is nested deeper than 64 levels'],
    ['an alias bomb', bomb, '1:1 the aliases of this file unfold to more than 50000 values'],
    ['too many values', `a: [${'1,'.repeat(200_000)}]`, '1:150002 the file holds more than 50000 values'],
    ['10 MB', 'a'.repeat(10_000_000), '1:1 the file is larger than 1 MiB, which no scenario may be'],
  ])('%s', (_, text, expected) => {
    expect(summary(text)).toEqual([expected]);
  });

  it('anchors without end', () => {
    expect(summary(`a: ${'&a '.repeat(20_000)}1`)).toHaveLength(20);
  });
});
