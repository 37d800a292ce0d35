import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import type { Source } from '../../language/source.js';
import { ScenarioFiles } from './scenario-files.js';

function filesOf(contents: Record<string, string | Uint8Array>): ScenarioFiles {
  return new ScenarioFiles((path) => {
    const content = contents[path];
    if (content === undefined) throw Object.assign(new Error('none'), { code: 'ENOENT' });
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  });
}

function plain(source: Source): unknown {
  if (source.kind === 'scalar') return source.value;
  if (source.kind === 'list') return source.items.map(plain);
  return Object.fromEntries([...source.entries.values()].map(({ key, value }) => [key, plain(value)]));
}

function problem(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { at, message } = error.problems[0]!;
    return `${at!.file}:${at!.line}:${at!.column} ${message}`;
  }
  return '';
}

describe('a scenario with a base', () => {
  it('is merged over it, over several levels, each path relative to its own file', () => {
    const files = filesOf({
      'shop/arms/small.yaml': 'base: ../shop.yaml\nnodes.api.replicas: 1\nnodes: { cache: null }\n',
      'shop/shop.yaml': 'base: common/base.yaml\nsysdesign: 1\nnodes: { api: { replicas: 4, workers: 8 }, cache: { ttl: 1s } }\n',
      'shop/common/base.yaml': 'sysdesign: 1\nseed: 7\n',
    });
    expect(plain(files.load('shop/arms/small.yaml'))).toEqual({
      sysdesign: 1,
      seed: 7,
      nodes: { api: { replicas: 1, workers: 8 } },
    });
  });

  it('keeps pointing at the file in which a value stands', () => {
    const files = filesOf({ 'a/top.yaml': 'base: base.yaml\n', 'a/base.yaml': 'sysdesign: 1\nseed: 7\n' });
    expect(files.load('a/top.yaml').entries.get('seed')!.value.at).toEqual({ file: 'a/base.yaml', line: 2, column: 7 });
  });

  it('may not be based on itself', () => {
    const files = filesOf({ 'a.yaml': 'base: ./b.yaml\n', 'b.yaml': 'sysdesign: 1\nbase: a.yaml\n' });
    expect(problem(() => files.load('a.yaml'))).toBe('b.yaml:2:7 a.yaml is based on b.yaml is based on a.yaml: a circle');
  });

  it('does not tell what stands in a file that is no scenario', () => {
    const files = filesOf({
      'a.yaml': 'base: passwords\n',
      passwords: 'root: x\n',
      'b.yaml': 'base: shadow\n',
      shadow: 'root:x\nadmin:y\n',
    });
    expect(problem(() => files.load('a.yaml'))).toBe('a.yaml:1:7 passwords is no scenario: it has no key sysdesign');
    expect(problem(() => files.load('b.yaml'))).not.toContain('admin');
  });

  it('must name a file that exists', () => {
    expect(problem(() => filesOf({ 'a.yaml': 'seed: 1\nbase: b.yaml\n' }).load('a.yaml'))).toBe(
      'a.yaml:2:7 b.yaml cannot be read: there is no such file',
    );
    expect(problem(() => filesOf({ 'a.yaml': 'base: [b]\n' }).load('a.yaml'))).toBe(
      'a.yaml:1:7 base is the path of another scenario',
    );
  });
});

describe('data files', () => {
  const at = { line: 3, column: 5 };

  it('are found beside the file that names them, or in the working directory for the command line', () => {
    const files = filesOf({ 'a/log.txt': 'beside', 'log.txt': 'here' });
    const text = (file: string) => new TextDecoder().decode(files.readData('log.txt', { file, ...at }));
    expect([text('a/shop.yaml'), text('--set x=log.txt'), text('-'), text('shop.yaml')]).toEqual([
      'beside',
      'here',
      'here',
      'here',
    ]);
  });

  it('are unpacked, and read once', () => {
    const files = filesOf({ 'log.gz': gzipSync('hello') });
    const from = { file: 'shop.yaml', ...at };
    expect(new TextDecoder().decode(files.readData('log.gz', from))).toBe('hello');
    expect(files.readData('log.gz', from)).toBe(files.readData('./log.gz', from));
  });

  it('that cannot be read are a problem where they are named', () => {
    const files = filesOf({ 'broken.gz': new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]) });
    const from = { file: 'shop.yaml', ...at };
    expect(problem(() => files.readData('none.log', from))).toBe('shop.yaml:3:5 none.log cannot be read: there is no such file');
    expect(problem(() => files.readData('broken.gz', from))).toContain('shop.yaml:3:5 broken.gz cannot be read: ');
  });
});
