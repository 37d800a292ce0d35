import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { BackendServer } from '../../src/engines/live/backends/backend.js';
import { BackendServers } from '../../src/engines/live/backends/find/backend-servers.js';
import { type OpenBackends, openBackends } from '../../src/engines/live/backends/open-backends.js';
import { localPostgres, localRedis } from './local-servers.js';
import { type Answered, type Asked, modelOf, RealWorld } from './real-world.js';

const KINDS = [
  ['redis', localRedis],
  ['postgres', localPostgres],
] as const;

const opened: { close(): Promise<unknown> }[] = [];

afterEach(closeAll);

/** What is left behind is said, and must be nothing. */
async function closeAll(): Promise<void> {
  for (const one of opened.splice(0).toReversed()) {
    // The nodes before their server.
    // oxlint-disable-next-line no-await-in-loop
    expect(await one.close()).toEqual(one instanceof RealWorld ? undefined : []);
  }
}

async function worlds(node: string, server: BackendServer, keys?: string): Promise<[inMemory: RealWorld, inServer: RealWorld]> {
  const plain = await new RealWorld(modelOf(node, keys), null).start();
  const model = modelOf(node.replace('kind:', `backend: '${server.url}', kind:`), keys);
  const servers = new BackendServers();
  const backends: OpenBackends = await openBackends(model, servers);
  opened.push(backends);
  const real = await new RealWorld(model, backends.prepared['subject']!).start();
  opened.push(plain, real);
  return [plain, real];
}

/** Times differ between a server and none; everything else is the same. */
const TIMES =
  /waiting|service|sojourn|stale-age|utilization|per-second|throughput|\.mean$|queue-length|in-system|workers|\.load$|bytes|entries/;

async function play(world: RealWorld, script: readonly Asked[]): Promise<Omit<Answered, 'service' | 'waiting'>[]> {
  const answers = [];
  for (const asked of script) {
    // A script is one thing after another.
    // oxlint-disable-next-line no-await-in-loop
    const { status, size, version } = await world.ask(asked);
    answers.push({ status, size, version });
  }
  return answers;
}

/** The same script to both: answers are equal, one by one, and so is every count. */
async function same(node: string, server: BackendServer, script: readonly Asked[]): Promise<void> {
  const [plain, real] = await worlds(node, server);
  expect(await play(real, script)).toEqual(await play(plain, script));
  for (const failures of real.failures) expect([...failures]).toEqual([]);
  const [left, right] = [plain.metrics(), real.metrics()];
  expect(Object.keys(right)).toEqual(Object.keys(left));
  const counts = Object.keys(left).filter((path) => !TIMES.test(path));
  expect(counts.length).toBeGreaterThan(10);
  for (const path of counts) expect([path, right[path]]).toEqual([path, left[path]]);
  await closeAll();
}

const key = fc.integer({ min: 0, max: 9 });
const size = fc.integer({ min: 0, max: 3000 });

describe.skipIf(localRedis === undefined)('a cache in Redis answers as a cache in memory', () => {
  const step: fc.Arbitrary<Asked> = fc.oneof(
    fc.record({ operation: fc.constant('read'), key }),
    fc.record({ operation: fc.constant('write'), key, size, version: fc.integer({ min: 0, max: 2 ** 40 }) }),
    fc.record({ operation: fc.constant('delete'), key }),
  );

  it.each([
    '{ kind: cache, capacity: 4 }',
    '{ kind: cache, capacity: 4, policy: fifo }',
    '{ kind: cache, capacity: 5KB }',
    '{ kind: cache, capacity: 5KB, policy: fifo }',
    '{ kind: cache, capacity: 1KB }',
    '{ kind: cache, capacity: unlimited }',
    '{ kind: cache, capacity: 4, ttl: 1h, workers: 2 }',
  ])('%s', async (node) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async (script) => {
        await same(node, localRedis!, script);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('with entries that expire, and are counted as such when somebody looks or fills', async () => {
    const [plain, real] = await worlds('{ kind: cache, capacity: 10, ttl: 100ms }', localRedis!);
    const fill = [1, 2, 3, 4, 5].map((each) => ({ operation: 'write', key: each, size: 10, version: 7 }));
    const later = [
      { operation: 'read', key: 1 },
      { operation: 'read', key: 1 },
      { operation: 'write', key: 6, size: 10, version: 8 },
      { operation: 'delete', key: 9 },
    ];
    await Promise.all([play(plain, fill), play(real, fill)]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const [left, right] = [await play(plain, later), await play(real, later)];
    expect(right).toEqual(left);
    expect(right[0]!.status).toBe(404);
    const metrics = [plain, real].map((world) => world.metrics());
    // One when it was read, and two of the rest when another came in.
    for (const each of metrics) expect(each['subject.evictions.expired.count']).toBe(3);
    for (const world of [plain, real]) expect(world.recorders[0]!.level('entries').value).toBe(3);
  });

  it('holds what it says that it holds', async () => {
    const [plain, real] = await worlds('{ kind: cache, capacity: 3KB }', localRedis!);
    const script = Array.from({ length: 30 }, (_, index) => ({
      operation: 'write',
      key: index % 7,
      size: 100 * (index % 11),
      version: 1,
    }));
    await Promise.all([play(plain, script), play(real, script)]);
    for (const level of ['entries', 'bytes']) {
      expect(real.recorders[0]!.level(level).value).toBe(plain.recorders[0]!.level(level).value);
    }
  });

  it("begins empty after a crash, and a late answer to its former life is nobody's", async () => {
    const [, real] = await worlds('{ kind: cache, capacity: 10 }', localRedis!);
    await play(real, [{ operation: 'write', key: 1, size: 10, version: 7 }]);
    expect((await real.ask({ operation: 'read', key: 1 })).status).toBe(200);
    void real.send({ operation: 'read', key: 1 });
    real.recorders[0]!.lose();
    real.nodes[0] = real.create(0);
    real.enter(() => real.nodes[0]!.onStart());
    // Sent at once: it waits until the new life is connected.
    expect((await real.ask({ operation: 'read', key: 1 })).status).toBe(404);
  });

  it('counts the copies that instances inside several hosts hold of the same keys', async () => {
    const [plain, real] = await worlds('{ kind: cache, inside: server, capacity: 3 }', localRedis!);
    expect(real.nodes).toHaveLength(3);
    for (const world of [plain, real]) {
      for (let step = 0; step < 60; step++) {
        const asked = { operation: step % 13 === 0 ? 'delete' : 'write', key: (step * 7) % 4, size: 10, version: 1 };
        // One after the other.
        // oxlint-disable-next-line no-await-in-loop
        await world.ask(asked, step % 3);
      }
    }
    for (const level of ['copies', 'duplicates']) {
      const value = plain.recorders[0]!.level(level).value;
      expect(value).toBeGreaterThan(0);
      expect(real.recorders[0]!.level(level).value).toBe(value);
    }
  });
});

describe.each(KINDS)('a store in %s answers as a store in memory', (_name, server) => {
  const step: fc.Arbitrary<Asked> = fc.oneof(
    fc.record({ operation: fc.constant('read'), key }),
    fc.record({ operation: fc.constant('write'), key, size }),
    fc.record({ operation: fc.constant('delete'), key }),
  );

  it
    .skipIf(server === undefined)
    .each([
      '{ kind: store, value-size: 1KB }',
      '{ kind: store, value-size: uniform(10B 5KB) }',
      '{ kind: store, value-size: $size + 100B }',
      '{ kind: store, workers: 2, operations: { read: { size: 77B }, write: { size: 5B } } }',
      '{ kind: store, operations: { write: { effect: read }, read: { effect: write } } }',
    ])('%s', async (node) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (script) => {
        await same(node, server!, script);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it.skipIf(server === undefined)('also where it has too many keys to put them all in before', async () => {
    const [plain, real] = await worlds('{ kind: store, value-size: 1KB }', server!, 'uniform(2M)');
    const script = [
      { operation: 'read', key: 1_999_999 },
      { operation: 'read', key: 1_999_999 },
      { operation: 'write', key: 1_999_999, size: 5 },
      { operation: 'read', key: 1_999_999 },
      { operation: 'write', key: 7, size: 6 },
      { operation: 'read', key: 7 },
      { operation: 'delete', key: 8 },
      { operation: 'read', key: 8 },
    ];
    expect(await play(real, script)).toEqual(await play(plain, script));
  });

  it.skipIf(server === undefined)('and scans as far as it is told, in the order of keys', async () => {
    const node =
      '{ kind: store, shards: 3, partitioning: { policy: range, split-points: [10, 50] }, value-size: 1KB, operations: { few: { scan: { length: 5 } } } }';
    const [plain, real] = await worlds(node, server!, 'uniform(100)');
    // Behind each key that a scan begins with stands a value of another size.
    for (const [shard, key] of [
      [0, 4],
      [1, 11],
      [2, 51],
    ] as const) {
      const asked = { operation: 'write', key, size: 77 };
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all([plain.ask(asked, shard), real.ask(asked, shard)]);
    }
    for (const [shard, key] of [
      [0, 3],
      [1, 10],
      [1, 49],
      [2, 50],
    ] as const) {
      for (const operation of ['scan', 'few', 'write', 'scan', 'delete', 'few', 'write', 'scan']) {
        const asked = { operation, key, size: operation === 'write' ? 300 + key : 0 };
        // One after the other.
        // oxlint-disable-next-line no-await-in-loop
        const [left, right] = [await plain.ask(asked, shard), await real.ask(asked, shard)];
        expect([right.status, right.size, right.version]).toEqual([left.status, left.size, left.version]);
      }
    }
    expect(real.metrics()['subject.scans.count']).toBe(plain.metrics()['subject.scans.count']);
  });

  it.skipIf(server === undefined)('keeps what was written through a crash of the node before it', async () => {
    const [, real] = await worlds('{ kind: store }', server!);
    const { version } = await real.ask({ operation: 'write', key: 3, size: 10 });
    let answered = false;
    void real.send({ operation: 'write', key: 3, size: 10 }).answered.then(() => (answered = true));
    real.enter(() => {
      real.recorders[0]!.lose();
      real.nodes[0]!.onHostCrash!();
      real.nodes[0]!.onStart();
    });
    const after = await real.ask({ operation: 'write', key: 3, size: 20 });
    expect(after.version).toBeGreaterThan(version);
    // The server goes on with the lost one, before or after the other.
    const read = await real.ask({ operation: 'read', key: 3 });
    expect(read.status).toBe(200);
    expect(read.version).toBeGreaterThanOrEqual(after.version);
    expect(answered).toBe(false);
    real.nodes[0]!.check!();
  });

  it.skipIf(server === undefined)('and numbers writes that come at the same time one by one', async () => {
    const [, real] = await worlds('{ kind: store, workers: 8 }', server!);
    const answers = await Promise.all(Array.from({ length: 100 }, () => real.ask({ operation: 'write', key: 3, size: 10 })));
    const versions = answers.map(({ version }) => version).toSorted((left, right) => left - right);
    expect(versions.map((version) => version - versions[0]!)).toEqual(versions.map((_, index) => index));
    expect((await real.ask({ operation: 'read', key: 3 })).version).toBe(versions.at(-1));
  });
});
