import { Ajv2020 } from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT, shippedScenarios } from './shipped-scenarios.js';

const schema = JSON.parse(readFileSync(new URL('schema/scenario.schema.json', ROOT), 'utf8')) as object;
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
const scenarios = shippedScenarios();

interface Written {
  readonly title: string;
  readonly about?: string;
  readonly shows?: readonly string[];
}

describe('the shipped scenarios', () => {
  it('are at least thirteen, with one to begin with', () => {
    expect(scenarios.map(({ name }) => name)).toContain('scenarios/quickstart.yaml');
    expect(scenarios.length).toBeGreaterThan(12);
  });

  it('have titles of their own', () => {
    const titles = scenarios.map(({ path }) => (parse(readFileSync(path, 'utf8')) as Written).title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe.each(scenarios)('$name', ({ path }) => {
  const text = readFileSync(path, 'utf8');
  const written = parse(text) as Written;

  it('begins with the schema that editors check it by', () => {
    const found = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text);
    expect(found).not.toBeNull();
    const file = resolve(dirname(path), found![1]!);
    expect(file).toBe(resolve(ROOT.pathname, 'schema/scenario.schema.json'));
    expect(existsSync(file)).toBe(true);
  });

  it('follows that schema', () => {
    validate(written);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('says what it is about, and names claims by their ids', () => {
    expect(written.about?.length ?? 0).toBeGreaterThan(100);
    for (const claim of written.shows ?? []) expect(claim).toMatch(/^C-\d\d$/);
  });
});
