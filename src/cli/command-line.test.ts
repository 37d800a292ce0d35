import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from './command-line.js';
import type { Host, OutputStream } from './host.js';

const SCENARIO = `
sysdesign: 1
title: A small shop
seed: 3
duration: 4s
workloads:
  users: { target: shop, arrivals: poisson(100/s) }
nodes:
  shop: { kind: service, workers: 4, operations: { "*": [ { compute: exponential(2ms) } ] } }
expect:
  - users.latency.p99 < 1s
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
});

async function scenario(text: string, name = 'shop.yaml'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function stream(write: (text: string) => void): OutputStream {
  return { write, isTerminal: false, colour: false, width: undefined };
}

async function sysdesign(...argv: string[]): Promise<Outcome> {
  return withHost({}, ...argv);
}

async function withHost(more: Partial<Host>, ...argv: string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const host: Host = {
    argv,
    stdout: stream((text) => (out += text)),
    stderr: stream((text) => (err += text)),
    readLines: async (file) => (await readFile(file, 'utf8').catch(() => '')).split('\n'),
    onInterrupt: () => () => {},
    debug: false,
    ...more,
  };
  const code = await commandLine(host, '1.2.3');
  return { code, out, err };
}

describe('sysdesign run', () => {
  it('shows the summary and ends with 0 when every expectation holds', async () => {
    const { code, out, err } = await sysdesign('run', await scenario(SCENARIO));
    expect(out).toMatch(/^A small shop\nvirtual engine · seed 3 /);
    expect(out).toMatch(/1 expectation: 1 holds\n$/);
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it('ends with 1 when an expectation fails', async () => {
    const { code, out } = await sysdesign('run', await scenario(SCENARIO.replace('< 1s', '< 1us')));
    expect(out).toContain('✗ users.latency.p99 < 1us');
    expect(code).toBe(1);
  });

  it('ends with 3 when there was nothing to judge', async () => {
    const quiet = SCENARIO.replace('users.latency.p99 < 1s', 'window(3999ms, 3999.001ms, users.latency.p99) < 1s');
    const { code, out } = await sysdesign('run', await scenario(quiet));
    expect(out).toContain('nothing to judge');
    expect(code).toBe(3);
  });

  it('ends with 2 and tells every problem of every file, before any of them runs', async () => {
    const bad = await scenario(SCENARIO.replace('kind: service', 'kind: servce').replace('users.lat', 'user.lat'), 'bad.yaml');
    const { code, out, err } = await sysdesign('run', await scenario(SCENARIO), bad, join(folder, 'absent.yaml'));
    expect(out).toBe('');
    expect(err).toContain('bad.yaml:9:17: there is no node kind servce');
    expect(err).toContain('                ^^^^^^');
    expect(err).toContain('hint: did you mean service?');
    expect(err).toContain('absent.yaml cannot be read: there is no such file');
    expect(code).toBe(2);
  });

  it('gives the same bytes as --json and in the folder of --out', async () => {
    const path = await scenario(SCENARIO);
    const { out } = await sysdesign('run', path, '--json', '--out', join(folder, 'results'));
    expect(JSON.parse(out)).toMatchObject({ schemaVersion: 1, scenario: 'A small shop', verdict: 'pass' });
    expect(await readFile(join(folder, 'results', 'results.json'), 'utf8')).toBe(out);
    expect((await sysdesign('run', path, '--json')).out).toBe(out);
  });

  it('gives a list for several files', async () => {
    const path = await scenario(SCENARIO);
    const { out } = await sysdesign('run', path, path, '--json');
    expect(JSON.parse(out)).toHaveLength(2);
  });

  it('takes another seed, other values and trials', async () => {
    const path = await scenario(SCENARIO);
    const { out } = await sysdesign('run', path, '--json', '--seed', '9', '--set', 'nodes.shop.workers=1', '--trials', '3');
    const result = JSON.parse(out);
    expect(result).toMatchObject({ seed: 9, trials: 3, confidence: 0.95 });
    const latency = result.arms[0].metrics['users.latency.mean'];
    expect(latency.low).toBeLessThan(latency.value);
    expect(latency.high).toBeGreaterThan(latency.value);
  });

  it('shows the path of a request', async () => {
    const { out } = await sysdesign('run', await scenario(SCENARIO), '--trace', 'users/7');
    expect(out).toMatch(/\nRequest users\/7  sent .*\n {2}shop read .* 200\n {4}waiting .*, service .*, network .*\n$/);
  });

  it('shows the path of the slowest request', async () => {
    const path = await scenario(SCENARIO);
    const result = JSON.parse((await sysdesign('run', path, '--trace', 'users/slowest', '--json')).out);
    const [arm] = result.arms;
    const [hop] = arm.trace.hops;
    expect(hop.returnedAt - hop.sentAt).toBeCloseTo(arm.metrics['users.latency.max'].value, 6);
  });

  it('refuses to trace what is no request', async () => {
    const path = await scenario(SCENARIO);
    expect(await sysdesign('run', path, '--trace', 'user/7')).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean users?'),
    });
    expect(await sysdesign('run', path, '--trace', 'users')).toMatchObject({
      code: 2,
      err: expect.stringContaining('WORKLOAD/NUMBER'),
    });
  });

  it('leaves a valid partial result when it is interrupted, and ends with 130', async () => {
    const long = SCENARIO.replace('duration: 4s', 'duration: 1000000s');
    const { code, out } = await withHost({ onInterrupt: atOnce }, 'run', await scenario(long), '--json', '--out', folder);
    const result = JSON.parse(out);
    expect(result.interrupted).toBe(true);
    expect(result.expectations[0].verdict).toBe('unknown');
    expect(result.arms[0].warnings[0]).toMatch(/^The run was interrupted/);
    expect(await readFile(join(folder, 'results.json'), 'utf8')).toBe(out);
    expect(code).toBe(130);
  });

  it('knows the policies of a plugin', async () => {
    const plugin = join(folder, 'policy.mjs');
    await writeFile(plugin, PLUGIN);
    const text = SCENARIO.replace('workers: 4,', 'workers: 4, discipline: newest-last,');
    const { code, err } = await sysdesign('run', await scenario(text), '--plugin', plugin);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect((await sysdesign('list', 'newest-last')).out).toContain('A discipline of our own.');
  });
});

/** An interruption as soon as somebody listens. */
function atOnce(listener: () => void): () => void {
  setImmediate(listener);
  return () => {};
}

/** First come, first served, written outside. */
const PLUGIN = `
import { fifo } from ${JSON.stringify(new URL('../policies/discipline/fifo.ts', import.meta.url).href)};
export default { families: { discipline: [{ ...fifo, name: 'newest-last', summary: 'A discipline of our own.' }] } };
`;

describe('the other commands', () => {
  it('validate tells what it read, without running it', async () => {
    const path = await scenario(SCENARIO);
    expect(await sysdesign('validate', path)).toEqual({ code: 0, out: `${path}: in order, 1 arm, 1 expectation\n`, err: '' });
    expect((await sysdesign('validate', await scenario('sysdesign: 2'))).code).toBe(2);
  });

  it('init writes a scenario that runs, and never overwrites one', async () => {
    const path = join(folder, 'mine.yaml');
    expect((await sysdesign('init', path)).code).toBe(0);
    expect((await sysdesign('run', path)).code).toBe(0);
    await writeFile(path, 'precious');
    expect(await sysdesign('init', path)).toMatchObject({ code: 2, err: expect.stringContaining('it exists already') });
    expect(await readFile(path, 'utf8')).toBe('precious');
  });

  it('list shows families, policies and members with their keys', async () => {
    expect((await sysdesign('list')).out).toMatch(/^admission\n(.|\n)*\nnodes\n/);
    expect((await sysdesign('list', 'policies')).out).toMatch(/^admission\n(.|\n)*\neviction\n/);
    expect((await sysdesign('list', 'eviction')).out).toMatch(/^eviction\n {2}2q (.|\n)*\n {2}fifo /);
    const { out } = await sysdesign('list', 'service');
    expect(out).toContain('Keys\n');
    expect(out).toContain('utilization');
    expect(await sysdesign('list', 'servce')).toMatchObject({ code: 2, err: expect.stringContaining('did you mean service?') });
  });

  it('schema prints JSON Schemas', async () => {
    const printed = await Promise.all(['scenario', 'results'].map((what) => sysdesign('schema', what)));
    for (const { code, out } of printed) {
      expect(JSON.parse(out)).toHaveProperty('$schema');
      expect(code).toBe(0);
    }
  });

  it('usage errors end with 2 and say what was meant', async () => {
    expect(await sysdesign('rum')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Did you mean run?') });
    expect(await sysdesign('run')).toMatchObject({ code: 2, err: expect.stringContaining("missing required argument 'file'") });
    expect(await sysdesign('run', 'x.yaml', '--trials', 'many')).toMatchObject({
      code: 2,
      err: expect.stringContaining('whole number'),
    });
    expect(await sysdesign()).toMatchObject({ code: 2, err: expect.stringContaining('Exit codes:') });
  });

  it('--help and --version go to standard output and end with 0', async () => {
    expect(await sysdesign('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    expect(await sysdesign('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: sysdesign') });
    expect(await sysdesign('run', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--trace <request>') });
  });
});
