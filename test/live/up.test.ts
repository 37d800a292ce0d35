import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fault } from '../../src/app/fault.js';
import { type Up, up, type UpOptions } from '../../src/app/up.js';
import { commandLine } from '../../src/cli/command-line.js';
import type { OutputStream } from '../../src/cli/host.js';
import { InputError } from '../../src/core/problem.js';

const SCENARIO = `
sysdesign: 1
title: A small shop
duration: 1s
workloads:
  users: { target: gateway, arrivals: constant(100/s), mix: { read: 8, write: 1, checkout: 1 }, keys: zipf(0.9 100) }
nodes:
  gateway: { kind: load-balancer, targets: api, policy: round-robin }
  api:
    kind: service
    replicas: 2
    workers: 8
    operations:
      read: [ { fetch: { from: products, else: catalogue } } ]
      write: [ { call: catalogue }, { invalidate: products } ]
      checkout: [ { wait: 20ms }, { call: catalogue.write } ]
  products: { kind: cache, capacity: 50, inside: api }
  catalogue: { kind: store, workers: 4, service-time: 1ms, value-size: 300B }
faults:
  outage: { at: 1ms, crash: catalogue }
arms:
  as-it-is: {}
  bare: { nodes.gateway.policy: random }
`;

let folder: string;
let system: Up | undefined;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sysdesign-')), 'control');
});
afterEach(async () => {
  await system?.stop();
  system = undefined;
  await rm(join(folder, '..'), { recursive: true });
});

/** Addresses by the name of an instance, or of the node where there is one. */
async function start(options: UpOptions = {}): Promise<Record<string, string>> {
  system = await up(SCENARIO, { folder, ...options });
  const page = system.page({ width: 200, colour: false });
  const addresses: Record<string, string> = {};
  let node = '';
  for (const line of page.split('\n')) {
    node = /^ {2}([a-z-]+) \(/.exec(line)?.[1] ?? node;
    for (const [, name, address] of line.matchAll(/(?:([a-z]+\/\d) |^ +)(http:\/\/127\.0\.0\.1:\d+)/g))
      addresses[name ?? node] = address!;
  }
  addresses['metrics'] = /metrics +(\S+)/.exec(page)![1]!;
  return addresses;
}

async function ask(url: string, method = 'GET', more: RequestInit = {}): Promise<string> {
  try {
    const answer = await fetch(url, { method, signal: AbortSignal.timeout(3000), ...more });
    await answer.arrayBuffer();
    return String(answer.status);
  } catch (error) {
    const { cause, name } = error as Error & { cause?: NodeJS.ErrnoException };
    return cause?.code ?? name;
  }
}

async function metric(address: string, name: string): Promise<number> {
  const text = await (await fetch(address)).text();
  const samples = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function until(there: () => Promise<boolean>): Promise<void> {
  // Until it has come.
  // oxlint-disable-next-line no-await-in-loop
  while (!(await there())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a system that is up', () => {
  it('answers whoever speaks HTTP, through all of its nodes', async () => {
    const { gateway, 'api/0': api, catalogue, metrics } = await start();
    const answer = await fetch(`${gateway}/17`);
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(300);
    expect(answer.headers.get('server-timing')).toMatch(/service;dur=\d+\.\d+.*total;dur=\d+/);
    expect(answer.headers.get('etag')).toMatch(/^"\d+"$/);
    expect(await ask(`${gateway}/17`, 'PUT', { body: 'new' })).toBe('200');
    expect(await ask(`${gateway}/checkout?key=17`, 'POST')).toBe('200');
    expect(await ask(`${api}/17`)).toBe('200');
    expect(await ask(`${catalogue}/17`)).toBe('200');
    expect(await ask(`${gateway}/17`, 'DELETE')).not.toBe('200');
    expect(await ask(`${gateway}/steal`, 'POST')).toBe('405');
    expect(await ask(`${gateway}/17`, 'GET', { headers: { 'sysdesign-to': 'nobody/9' } })).toBe('404');
    // Nobody else has asked anything, and no fault of the schedule has happened.
    expect(await metric(metrics!, 'sysdesign_node_requests_total{node="gateway",name="gateway"}')).toBe(4);
    expect(await metric(metrics!, 'sysdesign_workload_issued_total')).toBe(0);
    expect(await metric(metrics!, 'sysdesign_node_reads_total')).toBeGreaterThan(1);
  });

  it('lets its workloads send where that was asked for', async () => {
    const { metrics } = await start({ load: true, rate: '50%' });
    await until(async () => (await metric(metrics!, 'sysdesign_workload_requests_total')) > 60);
    expect(await metric(metrics!, 'sysdesign_workload_latency_seconds_count')).toBeGreaterThan(50);
  });

  it('loses a host and gets it back at the same port, as it is told', async () => {
    const { gateway, 'api/1': api } = await start();
    expect(await ask(`${api}/1`)).toBe('200');
    expect(await fault(['crash', 'api/1'], { folder })).toEqual(['crash-1 has begun; sysdesign fault end crash-1 ends it']);
    await until(async () => (await ask(`${api}/1`)) === 'ECONNREFUSED');
    const answers = new Set([
      await ask(`${gateway}/1`),
      await ask(`${gateway}/2`),
      await ask(`${gateway}/3`),
      await ask(`${gateway}/4`),
    ]);
    expect(answers).toContain('200');
    await fault(['end', 'crash-1'], { folder });
    await until(async () => (await ask(`${api}/1`)) === '200');
  });

  it('holds what comes to a host that is paused, and lets it go on', async () => {
    const { catalogue } = await start();
    await fault(['pause', 'catalogue', 'for=400ms'], { folder });
    const before = performance.now();
    expect(await ask(`${catalogue}/1`)).toBe('200');
    expect(performance.now() - before).toBeGreaterThan(100);
    expect(await fault(['list'], { folder })).toEqual(['no fault is in force in A small shop']);
  });

  it('delays what travels between two of its hosts', async () => {
    const { 'api/0': api, catalogue, metrics } = await start();
    await fault(['delay', 'api -> catalogue', 'by=300ms'], { folder });
    expect(await metric(metrics!, 'sysdesign_fault_active')).toBe(1);
    const timed = async (url: string): Promise<number> => {
      const since = performance.now();
      expect(await ask(url)).toBe('200');
      return performance.now() - since;
    };
    expect(await timed(`${api}/50`)).toBeGreaterThan(290);
    expect(await timed(`${catalogue}/50`)).toBeLessThan(290);
  });

  it('has the ports that it was told to have, and refuses one that is taken', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    const { port } = blocker.address() as { port: number };
    const error: unknown = await start({ port: [`gateway=${port}`] }).catch((reason: unknown) => reason);
    expect((error as InputError).problems).toEqual([
      { message: `127.0.0.1:${port} is taken by another program`, hint: 'end that program, or choose another port' },
    ]);
    await new Promise((resolve) => blocker.close(resolve));
    const { gateway } = await start({ port: [`gateway=${port}`] });
    expect(gateway).toBe(`http://127.0.0.1:${port}`);
    expect(await ask(`${gateway}/1`)).toBe('200');
  });

  it('leaves nothing behind', async () => {
    const { gateway, metrics } = await start();
    expect(await readdir(folder)).toHaveLength(1);
    await system!.stop();
    await system!.stop();
    expect(await readdir(folder)).toEqual([]);
    expect(await ask(gateway!)).toBe('ECONNREFUSED');
    expect(await ask(metrics!)).toBe('ECONNREFUSED');
  });
});

describe('sysdesign up', () => {
  async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    let out = '';
    let err = '';
    const stream = (write: (text: string) => void): OutputStream => ({
      write,
      isTerminal: false,
      colour: false,
      width: undefined,
    });
    let interrupt = (): void => {};
    const host = {
      argv,
      stdout: stream((text) => {
        out += text;
        interrupt();
      }),
      stderr: stream((text) => (err += text)),
      readLines: async () => undefined,
      onInterrupt: (listener: () => void) => {
        interrupt = listener;
        return () => {};
      },
      debug: true,
    };
    return { code: await commandLine(host, '1.2.3'), out, err };
  }

  it('ends with 0 when it is interrupted, which is how it ends', async () => {
    const { code, out, err } = await run('up', 'scenarios/quickstart.yaml', '--arm', 'large-cache');
    expect(err).toBe('');
    expect(out).toMatch(/^Does a cache keep the shop fast\? is up\n/);
    expect(code).toBe(0);
  });

  it.each([
    [['--arm', 'none'], 'there is no arm none'],
    [['--port', 'apy=80'], 'there is no node apy'],
    [['--metrics-port', '0'], 'Expected a whole number of at least 1.'],
    [['--metrics-port', '70000'], '--metrics-port 70000: the last port is 65535'],
    [['--rate', 'half'], '--rate half'],
  ])('ends with 2 for %j', async (flags, message) => {
    const { code, out, err } = await run('up', 'scenarios/quickstart.yaml', ...flags);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});
