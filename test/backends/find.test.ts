import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/core/problem.js';
import { BackendServers, type BackendServersOptions } from '../../src/engines/live/backends/find/backend-servers.js';
import { postgresServers } from '../../src/engines/live/backends/find/find-postgres.js';
import { redisServers } from '../../src/engines/live/backends/find/find-redis.js';
import type { ServerKind } from '../../src/engines/live/backends/find/found-server.js';
import { MissingBackend } from '../../src/engines/live/backends/find/missing-backend.js';
import { findProgram } from '../../src/engines/live/backends/find/program.js';
import { openBackends } from '../../src/engines/live/backends/open-backends.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';
import { localPostgres, localRedis } from './local-servers.js';
import { modelOf, RealWorld } from './real-world.js';

const opened: BackendServers[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((servers) => servers.close()));
});

/** A world in which servers answer at these addresses only. */
function servers(
  answering: readonly string[],
  options: BackendServersOptions & { program?: boolean } = {},
): [BackendServers, string[]] {
  const journal: string[] = [];
  const kind: ServerKind = {
    ...redisServers,
    async probe({ url }) {
      journal.push(`probe ${url}`);
      if (!answering.includes(url)) throw new Error('connect ECONNREFUSED');
    },
    async start() {
      journal.push('start');
      if (options.program !== true) return null;
      return { url: 'redis://127.0.0.1:7777', stop: async () => void journal.push('stop') };
    },
  };
  const found = new BackendServers({ ...options, kinds: [kind] });
  opened.push(found);
  return [found, journal];
}

const USUAL = 'redis://127.0.0.1:6379';

describe('a server is looked for', () => {
  it('at the address of an option or the environment before that of the scenario', async () => {
    const urls = { redis: { url: 'redis://127.0.0.1:1', by: '--redis-url' } };
    const [found, journal] = servers(['redis://127.0.0.1:1'], { urls });
    expect(await found.find('redis', 'redis://127.0.0.1:2', 'products')).toMatchObject({
      url: 'redis://127.0.0.1:1',
      how: 'which --redis-url names',
    });
    expect(journal).toEqual(['probe redis://127.0.0.1:1']);
  });

  it('at the address of the scenario, and nowhere else', async () => {
    const [found, journal] = servers([USUAL], { program: true });
    await expect(found.find('redis', 'redis://me:secret@127.0.0.1:2', 'products')).rejects.toThrow(
      new MissingBackend('products wants the Redis at 127.0.0.1:2 (the scenario): connect ECONNREFUSED'),
    );
    expect(journal).toEqual(['probe redis://me:secret@127.0.0.1:2']);
  });

  it('at the usual port, then by starting one', async () => {
    const [there] = servers([USUAL], { program: true });
    expect(await there.find('redis', null, 'products')).toMatchObject({ url: USUAL, how: 'which was found there' });
    const [gone, journal] = servers([], { program: true });
    expect(await gone.find('redis', null, 'products')).toMatchObject({
      url: 'redis://127.0.0.1:7777',
      how: 'started for this run',
    });
    expect(journal).toEqual([`probe ${USUAL}`, 'start']);
  });

  it('once, however many ask, and is ended once', async () => {
    const [found, journal] = servers([], { program: true });
    await Promise.all(['products', 'carts', 'users'].map((node) => found.find('redis', null, node)));
    await found.close();
    expect(journal).toEqual([`probe ${USUAL}`, 'start', 'stop']);
  });

  it('and what is missing is said in one line, with what to do', async () => {
    const [found] = servers([]);
    const error: unknown = await found.find('redis', null, 'products').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MissingBackend);
    expect((error as Error).message).toBe(
      'products wants a Redis: none at 127.0.0.1:6379 (connect ECONNREFUSED), no redis-server on PATH; ' +
        'start one, or name one: --redis-url, SYSDESIGN_REDIS_URL, or backend: redis://HOST:PORT',
    );
  });

  it('not beyond the loopback, unless that was allowed', async () => {
    const found = new BackendServers();
    opened.push(found);
    await expect(found.find('redis', 'redis://192.0.2.1:6379', 'products')).rejects.toThrow(/192\.0\.2\.1:6379.*loopback/);
    await expect(found.find('postgres', 'postgres://me:secret@192.0.2.1/test', 'products')).rejects.toThrow(
      /^(?!.*secret).*loopback/,
    );
  });
});

describe('an address that was given', () => {
  it.each([['127.0.0.1:6379'], ['postgres://127.0.0.1/test'], ['redis://u:secret@127.0.0.1:0']])('%s is no Redis', (url) => {
    const make = (): BackendServers => new BackendServers({ urls: { redis: { url, by: 'SYSDESIGN_REDIS_URL' } } });
    expect(make).toThrow(InputError);
    expect(make).toThrow(/^SYSDESIGN_REDIS_URL is not an address of a Redis(?!.*secret)/);
  });
});

describe.each([
  ['redis', redisServers, '{ kind: cache, capacity: 10 }'],
  ['postgres', postgresServers, '{ kind: store }'],
] as const)('a %s that was started', (scheme, kind, node) => {
  it('answers on the loopback, and is gone afterwards with its files', async (context) => {
    const there = (await findProgram('redis-server')) !== null || scheme !== 'redis';
    if (!there) context.skip();
    const folder = await mkdtemp(join(tmpdir(), 'sysdesign-find-'));
    // A server that runs as somebody else has to get through to its own folder in it.
    await chmod(folder, 0o755);
    vi.stubEnv('TMPDIR', folder);
    const found = new BackendServers({ kinds: [{ ...kind, usual: () => [] }] });
    opened.push(found);
    const model = modelOf(node.replace('kind:', `backend: ${scheme}, kind:`));
    let backends;
    try {
      backends = await openBackends(model, found);
    } catch (error) {
      if (error instanceof MissingBackend && error.message.includes('on PATH')) return context.skip();
      throw error;
    }
    expect(backends.lines).toHaveLength(1);
    expect(backends.lines[0]).toMatch(/^subject: (Redis|Postgres) \d\S* at 127\.0\.0\.1:\d+\S*, started for this run$/);
    const { server } = backends.prepared['subject']!;
    const world = await new RealWorld(model, backends.prepared['subject']!).start();
    expect((await world.ask({ operation: 'write', key: 1, size: 10, version: 1 })).status).toBe(200);
    expect((await world.ask({ operation: 'read', key: 1 })).status).toBe(200);
    await world.close();
    expect(await backends.close()).toEqual([]);
    await found.close();
    await expect(kind.probe(server)).rejects.toThrow('ECONNREFUSED');
    vi.unstubAllEnvs();
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('what a run leaves in a server', () => {
  const subjects = [
    ['redis', localRedis, '{ kind: cache, capacity: 10, ttl: 1h }'],
    ['redis', localRedis, '{ kind: store, shards: 2 }'],
    ['postgres', localPostgres, '{ kind: store, shards: 2 }'],
  ] as const;

  it.each(subjects)('is nothing in %s, and what is of others stays', async (_scheme, server, node) => {
    if (server === undefined) return;
    const model = modelOf(node.replace('kind:', `backend: '${server.url}', kind:`));
    const [mine, theirs] = [await openBackends(model, new BackendServers()), await openBackends(model, new BackendServers())];
    const worlds = await Promise.all([mine, theirs].map((each) => new RealWorld(model, each.prepared['subject']!).start()));
    for (const world of worlds) {
      for (const index of world.nodes.keys()) {
        // One after the other.
        // oxlint-disable-next-line no-await-in-loop
        await world.ask({ operation: 'write', key: 1, size: 10, version: 1 }, index);
      }
    }
    expect(await left(server, mine.prepared['subject']!.place)).toBeGreaterThan(0);
    await worlds[0]!.close();
    expect(await mine.close()).toEqual([]);
    expect(await left(server, mine.prepared['subject']!.place)).toBe(0);
    expect((await worlds[1]!.ask({ operation: 'read', key: 1 })).status).toBe(200);
    await worlds[1]!.close();
    expect(await theirs.close()).toEqual([]);
    expect(await left(server, theirs.prepared['subject']!.place)).toBe(0);
  });

  it.skipIf(localPostgres === undefined)('is nothing of two stores in one schema either', async () => {
    const backend = `backend: '${localPostgres!.url}'`;
    const text = `sysdesign: 1
title: two
duration: 1s
workloads: { nobody: { target: server, arrivals: constant(1/h) } }
nodes:
  server: { kind: service, operations: { '*': [{ call: one }, { call: the-other }] } }
  one: { kind: store, ${backend} }
  the-other: { kind: store, ${backend} }
`;
    const backends = await openBackends(loadScenarioText(text).arms[0]!.model(), new BackendServers());
    const { place } = backends.prepared['one']!;
    expect(backends.prepared['the-other']!.place).toBe(place);
    expect(await left(localPostgres!, place)).toBe(2);
    expect(await backends.close()).toEqual([]);
    expect(await left(localPostgres!, place)).toBe(0);
  });

  it.skipIf(localRedis === undefined)('is said where it cannot be removed', async () => {
    const model = modelOf(`{ kind: cache, capacity: 10, backend: '${localRedis!.url}' }`);
    const backends = await openBackends(model, new BackendServers());
    const prepared = backends.prepared['subject']!;
    Object.assign(prepared, { server: { url: 'redis://127.0.0.1:1', allowRemote: [] } });
    expect(await backends.close()).toEqual([
      `What subject has written to 127.0.0.1:1 below ${prepared.place} is still there: connect ECONNREFUSED 127.0.0.1:1.`,
    ]);
  });
});

describe('what a server cannot do is refused before the run', () => {
  it.skipIf(localRedis === undefined).each([
    ['{ kind: cache, capacity: 10, policy: random }', /subject cannot have the policy random in Redis/],
    ['{ kind: store, durability: memory }', /subject cannot forget in a crash/],
  ])('%s', async (node, message) => {
    const model = modelOf(node.replace('kind:', `backend: '${localRedis!.url}', kind:`));
    await expect(openBackends(model, new BackendServers())).rejects.toThrow(message);
    await expect(openBackends(model, new BackendServers())).rejects.toThrow(InputError);
  });

  it.skipIf(localPostgres === undefined)('and workers beyond the connections that there are are said', async () => {
    const model = modelOf(`{ kind: store, shards: 2, workers: 500, backend: '${localPostgres!.url}' }`);
    const backends = await openBackends(model, new BackendServers());
    expect(backends.warnings.join(' ')).toMatch(/Each shard of subject has \d+ connections for 500 workers/);
    const { connections } = backends.prepared['subject']!;
    expect(connections).toBeGreaterThan(1);
    expect(connections).toBeLessThanOrEqual(64);
    await backends.close();
  });
});

/** How many keys, or tables, there are below a place. */
async function left(server: { readonly url: string }, place: string): Promise<number> {
  if (server.url.startsWith('redis')) {
    const { connectedRedis } = await import('../../src/engines/live/backends/redis/redis-client.js');
    const client = await connectedRedis({ url: server.url, allowRemote: [] });
    const keys = await client.keys(`${place}*`);
    client.disconnect();
    return keys.length;
  }
  const { postgresClient } = await import('../../src/engines/live/backends/postgres/postgres-client.js');
  const client = await postgresClient({ url: server.url, allowRemote: [] }, 1);
  const rows = await client.sql`SELECT 1 FROM information_schema.tables WHERE table_schema = ${place}`;
  await client.close();
  return rows.length;
}
