import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue/catalogue.js';
import { InputError } from '../core/problem.js';
import type { ActionModel } from '../environment/model.js';
import { loadScenarioText } from '../scenario/load-scenario.js';
import { fault } from './fault.js';
import { socketPath, socketsIn } from './up/control-folder.js';
import { ControlServer } from './up/control-server.js';
import { FaultBook } from './up/fault-book.js';

const MODEL = loadScenarioText(`
sysdesign: 1
title: A small shop
duration: 10s
workloads:
  users: { target: api, arrivals: poisson(10/s) }
nodes:
  api: { kind: service, replicas: 3, workers: 4, operations: { "*": [ { call: db.read } ] } }
  db: { kind: store, service-time: 1ms }
`).arms[0]!.model();

let folder: string;
let begun: ActionModel[];
let ended: string[];
let closing: (() => Promise<void>)[];
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'sysdesign-')), 'control');
  begun = [];
  ended = [];
  closing = [];
});
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  await rm(join(folder, '..'), { recursive: true });
});

async function start(title = 'A small shop', pid = 1): Promise<ControlServer> {
  const book = new FaultBook(MODEL, catalogue, { begin: (action) => begun.push(action), end: (name) => ended.push(name) });
  const server = await ControlServer.open(await socketPath(folder, pid), title, book);
  closing.push(async () => {
    book.close();
    await server.close();
  });
  return server;
}

async function problems(...words: string[]): Promise<string[]> {
  const error: unknown = await fault(words, { folder }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).problems.map(({ message, hint }) => (hint === undefined ? message : `${message} / ${hint}`));
}

function hosts(...names: string[]): number[] {
  return names.map((name) => MODEL.hosts.findIndex((host) => host.name === name));
}

describe('sysdesign fault', () => {
  it('does to a running system what a scenario could have said', async () => {
    await start();
    expect(await fault(['crash', 'api/2'], { folder })).toEqual(['crash-1 has begun; sysdesign fault end crash-1 ends it']);
    expect(await fault(['slow', 'api/*', 'factor=3'], { folder })).toEqual([
      'slow-1 has begun; sysdesign fault end slow-1 ends it',
    ]);
    expect(await fault(['delay', 'api -> db', 'by=exponential(5ms)', 'for=1h'], { folder })).toEqual(['delay-1 has begun']);
    expect(await fault(['partition', 'users <-> api/0'], { folder })).toHaveLength(1);
    const pair = hosts('users', 'api/0');
    expect(begun).toMatchObject([
      { name: 'crash-1', family: 'fault', kind: 'crash', hosts: hosts('api/2'), for: Infinity },
      { name: 'slow-1', kind: 'slow', hosts: hosts('api/0', 'api/1', 'api/2'), config: { factor: 3 } },
      {
        name: 'delay-1',
        kind: 'delay',
        links: hosts('api/0', 'api/1', 'api/2').map((from) => [from, hosts('db')[0]]),
        for: 3.6e12,
      },
      { kind: 'partition', links: expect.arrayContaining([pair, pair.toReversed()]) },
    ]);
    expect(await fault(['list'], { folder })).toMatchObject([
      expect.stringMatching(/^crash-1 {2}crash {2}api\/2 {2}since \d\.\d s$/),
      expect.stringMatching(/^slow-1 {2}slow {2}api\/\* {2}factor=3 {2}since/),
      expect.stringMatching(/^delay-1 {2}delay {2}api -> db {2}by=exponential\(5ms\) {2}for=1h {2}since/),
      expect.stringMatching(/^partition-1/),
    ]);
  });

  it('ends what it has begun, and what was to last only so long ends by itself', async () => {
    await start();
    await fault(['crash', 'api/2'], { folder });
    await fault(['crash', 'api/1'], { folder });
    expect(await fault(['end', 'crash-1', 'crash-2'], { folder })).toEqual(['crash-1 has ended', 'crash-2 has ended']);
    expect(ended).toEqual(['crash-1', 'crash-2']);
    expect(await problems('end', 'crash-1')).toEqual(['no fault named crash-1 is in force / there is none']);
    await fault(['hang', 'db', 'for=1ms'], { folder });
    // Until it is over.
    // oxlint-disable-next-line no-await-in-loop
    while (ended.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await fault(['list'], { folder })).toEqual(['no fault is in force in A small shop']);
  });

  it('ends each fault once, also one that was ended before its time', async () => {
    await start();
    await fault(['hang', 'db', 'for=50ms'], { folder });
    await fault(['end', 'hang-1'], { folder });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ended).toEqual(['hang-1']);
  });

  it.each([
    [['crush', 'api/2'], 'crush api/2: there is no fault crush / did you mean crash?'],
    [['crash', 'app'], 'crash app: there is no node app / did you mean api?'],
    [['crash', 'api/7'], 'crash api/7: api has no instance 7 / there are api/0 to api/2; they count from 0'],
    [
      ['crash'],
      'a fault needs something that it happens to / write sysdesign fault crash api/2, or sysdesign fault slow api/2 factor=3 for=10s',
    ],
    [
      ['delay', 'api', 'by=1ms'],
      'delay api: it is not a link / write a -> b for one direction and a <-> b for both, with spaces around the arrow',
    ],
    [['crash', 'api/2', 'at=5s'], 'at=5s: a fault that is asked for begins now, once / write for=10s to say how long'],
    [['crash', 'api/2', 'for=5s', 'for=6s'], 'for=6s: for is given twice'],
    [['crash', 'api/2', '5s'], '5s: an option is a key and a value / write factor=3 or for=10s'],
    [
      ['crash', 'api/2', 'takes=thread'],
      'a system that is up loses hosts, not whole threads / leave out takes=thread, or try it with sysdesign run --live',
    ],
    [['end'], 'which one should end? / sysdesign fault list shows their names'],
  ])('%j is an error that says what to write', async (words, message) => {
    await start();
    expect(await problems(...words)).toEqual([message]);
    expect(begun).toEqual([]);
  });

  it('reads the options of a fault with its own schema', async () => {
    await start();
    expect((await problems('slow', 'api/2')).join()).toContain('factor');
    expect((await problems('slow', 'api/2', 'factor=0.5')).join()).toMatch(/at least 1/);
    expect((await problems('slow', 'api/2', 'factor=3', 'colour=red')).join()).toContain('colour');
    expect((await problems('crash', 'api/2', 'for=soon')).join()).toContain('for=soon: expected a duration');
  });

  it('needs a system that is up, and to be told which one where there are several', async () => {
    expect(await problems('list')).toEqual(['no system is up / start one with sysdesign up FILE']);
    await start('A small shop', 1);
    await start('A large shop', 2);
    expect(await problems('list')).toEqual([
      '2 systems are up: "A small shop", "A large shop" / say which one with --up and a part of its title',
    ]);
    expect(await fault(['list'], { folder, up: 'LARGE' })).toEqual(['no fault is in force in A large shop']);
    const error: unknown = await fault(['list'], { folder, up: 'tiny' }).catch((reason: unknown) => reason);
    expect((error as InputError).problems[0]!.hint).toBe('there is "A small shop", "A large shop"');
  });
});

describe('the socket of a running system', () => {
  it('is for its owner only', async () => {
    const { path } = await start();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is not looked for in a folder that others can enter', async () => {
    await start();
    await chmod(folder, 0o755);
    expect((await problems('list')).join()).toMatch(/is not a folder that only you can enter/);
    await expect(socketPath(folder, 7)).rejects.toThrow(InputError);
    await chmod(folder, 0o700);
  });

  it('of a process that is gone is removed', async () => {
    const path = await socketPath(folder, 99);
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(path, resolve));
    // A server that is closed in good order removes its socket; a process that is killed does not.
    await new Promise<void>((resolve) => dead.close(() => resolve()));
    await writeFile(path, '');
    expect(await socketsIn(folder)).toEqual([path]);
    expect(await problems('list')).toEqual(['no system is up / start one with sysdesign up FILE']);
    expect(await socketsIn(folder)).toEqual([]);
  });

  it('is polite to whoever types into it', async () => {
    const { path } = await start();
    const ask = (method: string, url: string, body: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const asking = request({ socketPath: path, method, path: url, agent: false }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve(`${response.statusCode} ${text}`));
        });
        asking.on('error', reject);
        asking.end(body);
      });
    expect(await ask('POST', '/faults', '{')).toMatch(/^422 .*not JSON/);
    expect(await ask('POST', '/faults', 'null')).toMatch(/^422 .*a fault is/);
    expect(await ask('POST', '/faults', '{"kind":"crash","target":7}')).toMatch(/^422 .*a fault is/);
    expect(await ask('POST', '/faults', '{"kind":"crash","target":"api/1","options":[5]}')).toMatch(/^422/);
    expect(await ask('PUT', '/faults', '')).toMatch(/^422 .*there is no PUT/);
    expect(await ask('DELETE', '/faults/%zz', '')).toMatch(/^422 .*no fault named %zz/);
    expect(await ask('POST', '/faults', '{"kind":"crash","target":"api/1"}')).toBe('200 {"name":"crash-1"}\n');
  });
});
