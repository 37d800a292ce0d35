import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPURE_LAYERS, LAYERS } from '../../lint/layers.js';
import { type Finding, PlantedTree } from './planted-tree.js';

const PURE = Object.keys(LAYERS).filter((layer) => !IMPURE_LAYERS.includes(layer));

/** Allowed nowhere in src: the bytes of a result would depend on them. */
const BANNED_EVERYWHERE = {
  power: 'export const planted = (x: number): number => x ** 3;',
  'power-assignment': 'export const planted = (x: number): number => { let y = x; y **= 3; return y; };',
  'math-pow': 'export const planted = (x: number): number => Math.pow(x, 3);',
  'math-random': 'export const planted = (): number => Math.random();',
};

/** Allowed where the world is: cli, app, executors, engines/live, scenario/load. */
const BANNED_IN_PURE = {
  'async-function': 'export async function planted(): Promise<void> {}',
  'async-arrow': 'export const planted = async (): Promise<number> => 1;',
  'async-method': 'export class Planted { async method(): Promise<void> {} }',
  await: 'export const planted: unknown = await import("./other.js");',
  'for-await': 'export const planted = (async function () { for await (const x of []) void x; })();',
  promise: 'export const planted = Promise.resolve(1);',
  'dynamic-import': 'export const planted = (): unknown => import("./other.js");',
  date: 'export const planted = Date.now();',
  'new-date': 'export const planted = new Date();',
  performance: 'export const planted = performance.now();',
  'set-timeout': 'setTimeout(() => {}, 1);',
  'set-interval': 'setInterval(() => {}, 1);',
  'set-immediate': 'setImmediate(() => {});',
  microtask: 'queueMicrotask(() => {});',
  process: 'export const planted = process.argv;',
  'global-this': 'export const planted = globalThis.setTimeout;',
  console: 'console.log(1);',
  fetch: 'export const planted = fetch;',
  crypto: 'export const planted = crypto.randomUUID();',
  buffer: 'export const planted = Buffer.alloc(1);',
};

const BANNING_RULES = new Set([
  'sysdesign(no-power)',
  'sysdesign(no-waiting)',
  'eslint(no-restricted-globals)',
  'eslint(no-restricted-properties)',
]);

describe('the pure zone', () => {
  const tree = new PlantedTree();
  let findings: Finding[] = [];

  beforeAll(() => {
    for (const layer of Object.keys(LAYERS)) {
      for (const [name, text] of Object.entries({ ...BANNED_EVERYWHERE, ...BANNED_IN_PURE }))
        tree.plant(`src/${layer}/${name}.ts`, `${text}\n`);
    }
    tree.plant('src/core/planted.test.ts', Object.values(BANNED_EVERYWHERE)[0]!);
    findings = tree.lint().filter(({ rule }) => BANNING_RULES.has(rule));
  });

  afterAll(() => tree.remove());

  function caughtIn(layer: string, names: readonly string[]): string[] {
    return names.filter((name) => findings.some(({ file }) => file === `src/${layer}/${name}.ts`));
  }

  it.each(PURE)('%s may not wait, read a clock, draw unseeded or touch the machine', (layer) => {
    const names = Object.keys({ ...BANNED_EVERYWHERE, ...BANNED_IN_PURE });
    expect(caughtIn(layer, names)).toEqual(names);
  });

  it.each(IMPURE_LAYERS)('%s may wait, but not draw unseeded or raise to a power', (layer) => {
    expect(caughtIn(layer, Object.keys(BANNED_EVERYWHERE))).toEqual(Object.keys(BANNED_EVERYWHERE));
    expect(caughtIn(layer, Object.keys(BANNED_IN_PURE))).toEqual([]);
  });

  it('each message names what to use instead', () => {
    for (const { message } of findings) expect(message).toMatch(/use |Use |take |act |pass |Return |reaches |belongs |multiply/);
  });

  it('a test may do as it likes', () => {
    expect(findings.filter(({ file }) => file.endsWith('.test.ts'))).toEqual([]);
  });
});
