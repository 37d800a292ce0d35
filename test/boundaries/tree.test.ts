import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, ROOT } from './planted-tree.js';

const MOST_LINES = 400;
const BOUNDARY_RULE = /^sysdesign|no-cycle|no-restricted/;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

describe('the tree as it is', () => {
  const sources = filesBelow('src');

  it('keeps to its layers, its pure zone and the absence of import cycles', () => {
    expect(lint(ROOT, ['src']).filter(({ rule }) => BOUNDARY_RULE.test(rule))).toEqual([]);
  });

  it(`has no source file of more than ${MOST_LINES} lines`, () => {
    const long = sources.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > MOST_LINES + 1);
    expect(long).toEqual([]);
  });

  it('names its files in kebab-case, and none of them as a drawer for everything', () => {
    const named = sources.map((file) => basename(file).replace(/(\.test|\.d)?\.ts$/, ''));
    expect(named.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(named.filter((name) => /^(utils?|helpers?|misc)$/.test(name))).toEqual([]);
  });

  it('leaves no test out and focuses on none', () => {
    const suites = [...sources, ...filesBelow('test')].filter((file) => file.endsWith('.test.ts'));
    const marked = suites.filter((file) =>
      /\b(it|test|describe)\.(skip|only|todo)\b/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(marked.filter((file) => !file.startsWith('test/boundaries/'))).toEqual([]);
  });
});
