import { describe, expect, it } from 'vitest';
import type { Problem } from '../../core/problem.js';
import type { MapSource, Source } from '../../language/source.js';
import { parseFile } from '../load/parse-yaml.js';
import { expandMap } from './expand-keys.js';
import { mergeMaps } from './merge-sources.js';
import { settingsText } from './settings-text.js';
import { substituteParameters } from './substitute.js';

function source(text: string, problems: Problem[] = []): MapSource {
  return expandMap(parseFile(new TextEncoder().encode(text), 'a.yaml', []), problems);
}

function plain(value: Source): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plain);
  return Object.fromEntries([...value.entries.values()].map((entry) => [entry.key, plain(entry.value)]));
}

function merged(base: string, overlay: string): unknown {
  return plain(mergeMaps(source(base), source(overlay)));
}

describe('merging', () => {
  it.each([
    ['maps merge', 'a: { b: 1, c: 2 }', 'a: { c: 3, d: 4 }', { a: { b: 1, c: 3, d: 4 } }],
    ['lists are replaced', 'a: [1, 2]', 'a: [3]', { a: [3] }],
    ['scalars are replaced, also by maps', 'a: 1', 'a: { b: 2 }', { a: { b: 2 } }],
    ['null removes', 'a: { b: 1, c: 2 }', 'a: { b: null }', { a: { c: 2 } }],
    ['null over nothing stays for the schema to judge', 'a: {}', 'a: { b: null }', { a: { b: null } }],
    ['a dotted key is short for maps', 'a: { b: { c: 1 } }', 'a.b.d: 2', { a: { b: { c: 1, d: 2 } } }],
    ['a part may be *', 'a: { "*": 1, b: 2 }', 'a.*: 3', { a: { '*': 3, b: 2 } }],
    ['ranges and links are no dotted keys', 'a: {}', 'a: { 2..3: 1, x -> y.z: 2 }', { a: { '2..3': 1, 'x -> y.z': 2 } }],
    ['dotted keys of one map come together', '{}', 'a.b: 1\na.c: 2\na: { d: 3 }', { a: { b: 1, c: 2, d: 3 } }],
  ])('%s', (_, base, overlay, expected) => {
    expect(merged(base === '{}' ? 'z: 1' : base, overlay)).toEqual(base === '{}' ? { z: 1, ...expected } : expected);
  });

  it('finds what one map says twice', () => {
    const problems: Problem[] = [];
    source('a: { b: 1 }\na.b: 2\n', problems);
    expect(problems.map(({ at, message }) => `${at!.line}:${at!.column} ${message}`)).toEqual([
      '2:1 b was already given in line 1',
    ]);
  });
});

describe('the changes of an arm on one line', () => {
  it('are dotted keys', () => {
    const overlay = source('a: { b: 1s, c: [x, { y: 2 }] }\nd: null\ne: {}');
    expect(settingsText(overlay)).toBe('a.b: 1s, a.c: [x, { y: 2 }], d: null, e: {}');
  });
});

function substituted(text: string): { result: unknown; problems: string[] } {
  const problems: Problem[] = [];
  const result = plain(substituteParameters(source(text), problems));
  return { result, problems: problems.map(({ at, message, hint }) => `${at!.line}:${at!.column} ${message} | ${hint}`) };
}

describe('parameters', () => {
  it('stand for a part of a text, or for a whole value with its type', () => {
    const { result } = substituted(
      'parameters: { load: 2000/s, n: 4, on: true }\na: poisson($load)\nb: $n\nc: $on\nd: "$n and $n"',
    );
    expect(result).toMatchObject({ a: 'poisson(2000/s)', b: 4, c: true, d: '4 and 4' });
  });

  it('leave variables, bound names and prose alone', () => {
    const text = 'title: costs $much\na: $key == $hit.status\nb: [ { call: x, as: hit } ]';
    expect(substituted(text)).toEqual({
      result: { title: 'costs $much', a: '$key == $hit.status', b: [{ call: 'x', as: 'hit' }] },
      problems: [],
    });
  });

  it('that do not exist are a problem with the nearest name', () => {
    expect(substituted('parameters: { load: 1 }\na: poisson($laod)').problems).toEqual([
      '2:4 there is no parameter or variable $laod | did you mean $load?',
    ]);
  });

  it('are replaced once, however often an alias repeats the text', () => {
    const { problems } = substituted('a: &x poisson($laod)\nb: [*x, *x, *x]');
    expect(problems).toHaveLength(1);
  });
});
