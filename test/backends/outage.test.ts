import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackendNode } from '../../src/engines/live/backends/backend.js';
import { failureWarnings } from '../../src/engines/live/backends/failures.js';
import { BackendServers } from '../../src/engines/live/backends/find/backend-servers.js';
import { findProgram, freePort, Program } from '../../src/engines/live/backends/find/program.js';
import { openBackends } from '../../src/engines/live/backends/open-backends.js';
import { localPostgres, localRedis } from './local-servers.js';
import { Proxy } from './proxy.js';
import { modelOf, RealWorld } from './real-world.js';

const rejections: unknown[] = [];
const noted = (reason: unknown): void => void rejections.push(reason);

beforeEach(() => {
  rejections.length = 0;
  process.on('unhandledRejection', noted);
});

const ends: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) {
    // In the reverse of the order in which they began.
    // oxlint-disable-next-line no-await-in-loop
    await end();
  }
  process.off('unhandledRejection', noted);
  expect(rejections).toEqual([]);
});

async function worldAt(node: string, url: string): Promise<RealWorld> {
  const model = modelOf(node.replace('kind:', `backend: '${url}', kind:`));
  const backends = await openBackends(model, new BackendServers());
  ends.push(async () => expect(await backends.close()).toEqual([]));
  const world = await new RealWorld(model, backends.prepared['subject']!).start();
  ends.push(() => world.close());
  return world;
}

/** Asks until an answer is as it should be; how it was asked meanwhile is counted by the node. */
async function until(world: RealWorld, status: number, within = 5000): Promise<void> {
  const latest = performance.now() + within;
  for (;;) {
    // One after the other.
    // oxlint-disable-next-line no-await-in-loop
    const answered = await world.ask({ operation: 'write', key: 1, size: 10, version: 1 });
    if (answered.status === status) return;
    expect(performance.now()).toBeLessThan(latest);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const SUBJECTS = [
  ['a cache in Redis', '{ kind: cache, capacity: 10, workers: 4 }', localRedis],
  ['a store in Redis', '{ kind: store, workers: 4 }', localRedis],
  ['a store in Postgres', '{ kind: store, workers: 4 }', localPostgres],
] as const;

describe.each(SUBJECTS)('%s', (_name, node, server) => {
  let proxy: Proxy;
  let world: RealWorld;

  beforeEach(async () => {
    if (server === undefined) return;
    const target = new URL(server.url);
    proxy = await new Proxy(target.hostname, Number(target.port)).appear();
    ends.push(() => proxy.vanish());
    target.port = String(proxy.port);
    world = await worldAt(node, target.href);
  });

  it.skipIf(server === undefined)('answers 502 at once while its server is gone, and goes on when it is back', async () => {
    await until(world, 200);
    const inFlight = Array.from({ length: 8 }, () => world.ask({ operation: 'write', key: 2, size: 10, version: 1 }));
    proxy.vanish();
    for (const { status } of await Promise.all(inFlight)) expect([200, 502]).toContain(status);
    const before = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.ask({ operation: 'read', key: 2 })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 502));
    expect(performance.now() - before).toBeLessThan(4000);
    await proxy.appear();
    await until(world, 200);
    const metrics = world.metrics();
    expect(metrics['subject.failed.count'] ?? world.recorders[0]!.counter('failed').total).toBeGreaterThanOrEqual(20);
    const warnings = failureWarnings('subject', world.failures);
    expect(warnings.length).toBeGreaterThan(0);
    for (const warning of warnings) {
      expect(warning).toMatch(
        /^\d+ commands? of subject failed: (there is no connection to the server|the connection to the server was lost|(connect|read|write) E[A-Z]+.*)\.$/,
      );
    }
  });

  it.skipIf(server === undefined)(
    'answers 504 where its server says nothing, and no late word of it is taken for another',
    async () => {
      await until(world, 200);
      proxy.fallSilent();
      const asked = performance.now();
      const { status, service } = await world.ask({ operation: 'write', key: 3, size: 10, version: 5 });
      expect(status).toBe(504);
      expect(performance.now() - asked).toBeLessThan(9000);
      expect(service).toBeGreaterThan(4e9);
      proxy.speakAgain();
      await until(world, 200);
      for (const each of world.nodes) each.check!();
    },
  );

  it.skipIf(server === undefined)('closes within a second, even while its server says nothing', async () => {
    proxy.fallSilent();
    const late = world.ask({ operation: 'read', key: 3 });
    void late;
    const before = performance.now();
    await world.close();
    expect(performance.now() - before).toBeLessThan(1000);
    proxy.speakAgain();
  });

  it.skipIf(server === undefined)('is ready all the same where its server falls silent before the start', async () => {
    proxy.fallSilent();
    const before = performance.now();
    await Promise.all(world.nodes.map((_, index) => (world.create(index) as BackendNode).ready));
    expect(performance.now() - before).toBeLessThan(9000);
    expect(world.failures.at(-1)!.size).toBe(1);
    proxy.speakAgain();
  });

  it.skipIf(server === undefined)('gives its worker to the next when abandoned work is cancelled', async () => {
    const other = await worldAt(node.replace('workers: 4', 'workers: 1, abandoned-work: cancel'), server!.url);
    const first = other.send({ operation: 'write', key: 4, size: 10, version: 1 });
    const second = other.ask({ operation: 'write', key: 5, size: 10, version: 1 });
    other.enter(() => other.nodes[0]!.onCancel!(first.request));
    expect((await first.answered).status).toBe(499);
    expect((await second).status).toBe(200);
    other.nodes[0]!.check!();
  });

  it.skipIf(server === undefined)('rejects with 503 what finds no place, before its server hears of it', async () => {
    const other = await worldAt(node.replace('workers: 4', 'workers: 1, queue: 1'), server!.url);
    const answers = await Promise.all([1, 2, 3].map((key) => other.ask({ operation: 'write', key, size: 10, version: 1 })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503]);
    expect(answers[1]!.waiting).toBeGreaterThan(0);
  });

  it.skipIf(server === undefined)(
    'waits for the engine to let an answer in, and forgets it where nobody wants it by then',
    async () => {
      const other = await worldAt(node.replace('workers: 4', 'abandoned-work: cancel'), server!.url);
      const [wanted, unwanted] = [1, 2].map((key) => other.send({ operation: 'write', key, size: 10, version: 1 }));
      const held: (() => void)[] = [];
      other.held = held;
      while (held.length < 2) {
        // Until the server has answered both.
        // oxlint-disable-next-line no-await-in-loop
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      other.held = null;
      other.enter(() => other.nodes[0]!.onCancel!(unwanted!.request));
      for (const action of held) other.enter(action);
      expect((await wanted!.answered).status).toBe(200);
      expect((await unwanted!.answered).status).toBe(499);
      other.nodes[0]!.check!();
    },
  );
});

const redisProgram = await findProgram('redis-server');

describe.skipIf(redisProgram === null)('a redis-server that is killed', () => {
  it('is missed, counted, and found again', async () => {
    const port = await freePort();
    const start = (): Program => {
      const program = new Program(redisProgram!, [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--appendonly',
        'no',
      ]);
      ends.push(() => program.stop('SIGKILL'));
      return program;
    };
    const first = start();
    const servers = new BackendServers();
    const model = modelOf(`{ kind: cache, capacity: 10, backend: 'redis://127.0.0.1:${port}' }`);
    const backends = await eventually(() => openBackends(model, new BackendServers()));
    void servers;
    ends.push(() => backends.close());
    const world = await new RealWorld(model, backends.prepared['subject']!).start();
    ends.push(() => world.close());
    await until(world, 200);
    await first.stop('SIGKILL');
    await until(world, 502);
    start();
    // Its scripts are gone with it, and so is what it held.
    await until(world, 200);
    expect((await world.ask({ operation: 'read', key: 1 })).status).toBe(200);
    expect((await world.ask({ operation: 'read', key: 2 })).status).toBe(404);
    expect(world.recorders[0]!.level('entries').value).toBe(1);
  });
});

async function eventually<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      // One after the other.
      // oxlint-disable-next-line no-await-in-loop
      return await attempt();
    } catch (error) {
      if (tries > 100) throw error;
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
