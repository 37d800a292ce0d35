import { describe, expect, it } from 'vitest';
import { DEADLINE_PASSED, OK, OVERLOADED, REFUSED } from '../../src/core/status.js';
import { SECOND } from '../../src/core/time.js';
import type { Request } from '../../src/environment/request.js';
import { versionOf } from '../../src/metrics/truth.js';
import { createStream } from '../../src/random/alea.js';
import { withTrace } from '../../src/workloads/replayed-workload.js';
import { readTrace } from '../../src/workloads/traces/read-trace.js';
import type { WorkloadConfig } from '../../src/workloads/workload-config.js';
import { ScriptedWorld, type Sent } from './scripted-world.js';

const deadlineOf = (written: object): number =>
  new ScriptedWorld({ arrivals: 'constant(1/s)', ...written }).run(0).sent[0]!.request.deadline;

const line = (second: number, request: string, client: string, size: string): string =>
  `${client} - - [17/May/2015:10:05:0${second} +0000] "${request} HTTP/1.1" 200 ${size}\n`;

const load =
  (text: string, format: string) =>
  (config: WorkloadConfig): WorkloadConfig => {
    const columns = { time: 'time', size: 'size', operation: 'operation' };
    const trace = readTrace(new TextEncoder().encode(text), 'x', format, { columns });
    const keys = Int32Array.from(trace.keyTexts, (_, index) => 100 + index);
    return withTrace(config, trace, keys);
  };

const about = ({ operation, key, size, wants, session }: Request) => ({ operation, key, size, wants, session });

describe('an open-loop workload', () => {
  it('sends at the due instants, and nothing at the end or later', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }).run(100 * SECOND);
    expect(world.sent.map((sent) => sent.at / SECOND)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(world.totals()).toMatchObject({ issued: 10, ok: 0 });
    expect(world.totals().inFlight()).toBe(10);
  });

  it('does not wait for answers, and measures each from when it was due', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }).run(4.5 * SECOND);
    for (const sent of world.sent) world.answer(sent, { waiting: 1, service: 2, network: 3, size: 10 });
    expect(world.totals()).toMatchObject({ issued: 5, ok: 5, waiting: 5, service: 10, network: 15, bytesIn: 50 });
    const latency = world.recorder.tally('read').latency.between(0, 3);
    expect([latency.count, latency.sum, latency.max]).toEqual([5, 12.5 * SECOND, 4.5 * SECOND]);
  });

  it('counts a request in the window in which it was due, however late it ends', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }).run(20 * SECOND);
    for (const sent of world.sent) world.answer(sent, sent.at < 5 * SECOND ? {} : { status: OVERLOADED });
    const tally = world.recorder.tally('read');
    expect(tally.between(0, 1)).toMatchObject({ issued: 5, ok: 5, rejected: 0 });
    expect(tally.between(1, 2)).toMatchObject({ issued: 5, ok: 0, rejected: 5 });
    expect(tally.between(2, 3)).toMatchObject({ issued: 0 });
    expect(Array.from(tally.issuedInBucket)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(Array.from(tally.errorsInBucket)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0]);
  });

  it('counts each outcome, and statuses of errors', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }).run(20 * SECOND);
    const statuses = [200, 304, REFUSED, 1, 404, 429, OVERLOADED, DEADLINE_PASSED];
    for (const [index, status] of statuses.entries()) world.answer(world.sent[index]!, { status });
    expect(world.totals()).toMatchObject({ issued: 10, ok: 2, failed: 3, rejected: 2, timedOut: 1 });
    expect(world.totals().inFlight()).toBe(2);
    expect(world.totals().statuses.get(404)).toBe(1);
    expect(world.returned.map(([to, status]) => [to, status])).toEqual(statuses.map((status) => [7, status]));
  });

  it('counts reads that brought what had been overwritten before they were due', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }).run(1.5 * SECOND);
    const { recorder } = world;
    recorder.written(0, versionOf(0, 1));
    world.run(3 * SECOND);
    recorder.written(0, versionOf(0, 2));
    world.run(4.5 * SECOND);
    for (const sent of world.sent) world.answer(sent, { version: versionOf(0, 1) });
    // Those of seconds 3 and 4 were due when or after the second version was acknowledged.
    expect(world.totals()).toMatchObject({ ok: 5, stale: 2 });
  });
});

describe('a request', () => {
  it('carries what the workload says of it', () => {
    const mix = { write: { weight: 1, size: '2KB', priority: 3, 'idempotency-key': true } };
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)', mix, keys: 'sequential(3)', users: 1, timeout: '300ms' });
    world.run(3.5 * SECOND);
    expect(world.sent.map(({ request }) => request.key)).toEqual([0, 1, 2, 0]);
    expect(world.sent[2]!.request).toMatchObject({
      operation: 3,
      size: 2000,
      priority: 3,
      session: 1,
      due: 2 * SECOND,
      deadline: 2.3 * SECOND,
      attempt: 1,
      token: 3,
      trace: 0,
      wants: 0,
    });
    expect(world.totals('write').bytesOut).toBe(8000);
  });

  it('has the earlier of timeout and deadline, or none at all', () => {
    expect(deadlineOf({})).toBe(Infinity);
    expect(deadlineOf({ timeout: '2s', deadline: '1s' })).toBe(SECOND);
    expect(deadlineOf({ timeout: '1s', deadline: '2s' })).toBe(SECOND);
    expect(deadlineOf({ timeout: '1s', deadline: '2s', 'late-replies': 'accept' })).toBe(2 * SECOND);
  });

  it('that accepts late replies counts its timeout and goes on', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)', timeout: '300ms', 'late-replies': 'accept' });
    world.at(0.2 * SECOND, () => world.answer(world.sent[0]!));
    world.at(1.5 * SECOND, () => world.answer(world.sent[1]!));
    world.run(1.9 * SECOND);
    expect(world.recorder.counter('timeouts').total).toBe(1);
    expect(world.totals()).toMatchObject({ issued: 2, ok: 2, timedOut: 0 });
    expect(world.cancelled).toHaveLength(1);
  });

  it('is traced if its number is the one that was asked for', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }, { traced: 3 }).run(20 * SECOND);
    expect(world.sent.map(({ request }) => request.trace)).toEqual([0, 0, 3, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('goes to all shards where the operation has to, and ends with the last of them', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }, { route: { spread: () => [4, 5, 6] } }).run(0);
    const [first, second, third] = world.sent as [Sent, Sent, Sent];
    expect(world.sent.map(({ request }) => request.to)).toEqual([4, 5, 6]);
    world.at(0.1 * SECOND, () => world.answer(second, { size: 10, service: 1 }));
    world.at(0.2 * SECOND, () => world.answer(first, { size: 20, service: 2 }));
    world.at(0.3 * SECOND, () => world.answer(third, { size: 30, service: 3 }));
    world.run(0.2 * SECOND);
    expect(world.totals()).toMatchObject({ issued: 1, ok: 0 });
    world.run(0.5 * SECOND);
    expect(world.totals()).toMatchObject({ issued: 1, ok: 1, bytesIn: 60, service: 3 });
  });

  it('that a shard refused has failed, whatever the others say', () => {
    for (const order of [
      [REFUSED, 200, 200],
      [200, REFUSED, 200],
      [200, 200, REFUSED],
    ]) {
      const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }, { route: { spread: () => [4, 5, 6] } }).run(0);
      for (const [index, status] of order.entries()) world.answer(world.sent[index]!, { status });
      expect(world.totals()).toMatchObject({ ok: 0, failed: 1 });
      expect(world.totals().statuses.get(REFUSED)).toBe(1);
    }
  });

  it('that nobody can take is unreachable, and counted', () => {
    for (const route of [{ pick: () => -1 }, { spread: () => [] }]) {
      const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }, { route }).run(20 * SECOND);
      expect([world.sent.length, world.totals().issued, world.totals().failed]).toEqual([0, 10, 10]);
      expect(world.totals().statuses.get(1)).toBe(10);
    }
  });

  it('beyond max-in-flight is rejected by the workload itself', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)', 'max-in-flight': 2 });
    world.at(4.5 * SECOND, () => world.answer(world.sent[0]!));
    world.run(20 * SECOND);
    expect(world.sent.map((sent) => sent.at / SECOND)).toEqual([0, 1, 5]);
    expect(world.totals()).toMatchObject({ issued: 10, ok: 1, rejected: 7 });
    expect(world.totals().inFlight()).toBe(2);
  });
});

describe('a closed-loop workload', () => {
  it('has each client wait for its answer and think', () => {
    const world = new ScriptedWorld({ arrivals: { clients: 2, think: '1s', 'ramp-up': '1s' } });
    world.onSent = (sent) => world.at(sent.at + 0.5 * SECOND, () => world.answer(sent));
    world.run(100 * SECOND);
    const sentBy = (first: number): number[] =>
      world.sent.map((sent) => sent.at / SECOND).filter((at) => (at - first) % 1.5 === 0);
    expect(sentBy(1)).toEqual([1, 2.5, 4, 5.5, 7, 8.5]);
    expect(sentBy(1.5)).toEqual([1.5, 3, 4.5, 6, 7.5, 9]);
    expect(world.totals()).toMatchObject({ issued: 12, ok: 12 });
  });

  it('never has more requests under way than clients, and loses none: N = X (R + Z)', () => {
    const world = new ScriptedWorld({ arrivals: { clients: 50, think: 'exponential(20ms)' }, mix: { read: 9, write: 1 } });
    const service = createStream(5, 'service');
    let open = 0;
    world.onSent = (sent) => {
      expect(++open).toBeLessThanOrEqual(50);
      world.at(sent.at + service.below(40_000_000), () => {
        open--;
        world.answer(sent, { status: service.below(10) === 0 ? OVERLOADED : OK });
      });
    };
    world.run(11 * SECOND);
    const [read, write] = [world.totals('read'), world.totals('write')];
    expect(read.issued + write.issued).toBe(world.sent.length);
    expect(read.finished() + write.finished()).toBe(world.sent.length);
    expect(read.rejected + write.rejected).toBeGreaterThan(0);
    // 10 s of 50 clients that take 40 ms a turn: 12,500 turns, of which chance moves less than 3%.
    expect(Math.abs(world.sent.length / 12_500 - 1)).toBeLessThan(0.03);
  });

  it("that neither thinks nor waits is the user's mistake, and found out", () => {
    const world = new ScriptedWorld({ arrivals: { clients: 1 } }, { route: { pick: () => -1 } });
    expect(() => world.run(SECOND)).toThrow('the workload users sends its requests without any time passing');
  });
});

describe('a workload that crashed', () => {
  it('leaves out what was due while it was gone, and counts what it lost', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)', 'max-in-flight': 3 }).run(2.5 * SECOND);
    expect(world.sent).toHaveLength(3);
    world.run(4.5 * SECOND).crashAndStart();
    world.onSent = (sent) => world.at(sent.at + 1, () => world.answer(sent));
    world.run(20 * SECOND);
    expect(world.sent.map((sent) => sent.at / SECOND)).toEqual([0, 1, 2, 5, 6, 7, 8, 9]);
    expect(world.totals()).toMatchObject({ issued: 10, ok: 5, rejected: 2 });
    expect([world.totals().inFlight(), world.recorder.counter('lost').total]).toEqual([3, 3]);
  });

  it('goes on counting its requests', () => {
    const world = new ScriptedWorld({ arrivals: 'constant(1/s)' }, { traced: 4 }).run(2.5 * SECOND);
    world.crashAndStart();
    world.run(20 * SECOND);
    expect(world.sent.map(({ request }) => request.trace)).toEqual([0, 0, 0, 4, 0, 0, 0, 0, 0, 0]);
  });

  it('has its clients think anew', () => {
    const world = new ScriptedWorld({ arrivals: { clients: 1, think: '2s' } }).run(5 * SECOND);
    world.crashAndStart();
    world.run(20 * SECOND);
    expect(world.sent.map((sent) => sent.at / SECOND)).toEqual([2, 7]);
  });
});

describe('a replayed workload', () => {
  const log = [
    line(3, 'GET /a', '1.1.1.1', '100'),
    line(3, 'POST /b', '2.2.2.2', '-'),
    line(5, 'GET /a', '2.2.2.2', '50'),
    'garbage\n',
  ];
  it('sends what was recorded, when, about what and by whom', () => {
    const written = { arrivals: { replay: 'x' }, sizes: { write: '3KB' }, 'operations-from': { POST: 'buy' } };
    const world = new ScriptedWorld(written, { load: load(log.join(''), 'combined') }).run(20 * SECOND);
    expect(world.sent.map(({ request }) => ({ ...about(request), due: request.due }))).toEqual([
      { operation: 2, key: 100, size: 0, wants: 100, session: 1, due: 0 },
      { operation: 0, key: 101, size: 0, wants: 0, session: 2, due: 1 },
      { operation: 2, key: 100, size: 0, wants: 50, session: 2, due: 2 * SECOND },
    ]);
    const level = (metric: string): number => world.recorder.level(`replay.${metric}`).value;
    expect(['requests', 'bytes', 'span', 'unparsable-lines', 'out-of-order-lines'].map(level)).toEqual([
      3,
      150,
      2 * SECOND,
      1,
      0,
    ]);
  });

  it('makes up what was not recorded; the size of an object goes with a write', () => {
    const text = 'time,size,operation\n0,10,GET\n1,20,SET\n';
    const written = { arrivals: { replay: 'x' }, keys: 'sequential(5)', users: 1 };
    const world = new ScriptedWorld(written, { load: load(text, 'csv') }).run(20 * SECOND);
    expect(world.sent.map(({ request }) => about(request))).toEqual([
      { operation: 2, key: 0, size: 0, wants: 10, session: 1 },
      { operation: 3, key: 1, size: 20, wants: 20, session: 1 },
    ]);
  });
});
