// What follows must come after what precedes it: these loops are sequences.
// oxlint-disable no-await-in-loop
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { NEVER } from '../../../core/time.js';
import { WireClient } from './wire-client.js';
import { WireServer } from './wire-server.js';
import type { Exchange, Outgoing, WireAnswer, WireFailure, WireRequest } from './wire.js';

const OPERATIONS = ['read', 'write', 'delete', 'checkout', 'scan all', 'GET'];

const REQUEST: WireRequest = {
  to: '',
  caller: 'users',
  operation: 'read',
  key: '17',
  size: 0,
  version: 0,
  left: NEVER,
  age: 0,
  attempt: 1,
  session: 0,
  priority: 0,
  token: 0,
  trace: 0,
  wants: 0,
  body: null,
  oneWay: false,
};
const ANSWER: WireAnswer = { status: 200, size: 0, version: 0, body: null, waiting: 0, service: 0, network: 0, stayed: 0 };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Arrived {
  readonly request: WireRequest;
  readonly exchange: Exchange;
}

class Receiver {
  readonly arrived: Arrived[] = [];
  readonly server: WireServer;
  onRequest: (request: WireRequest, exchange: Exchange) => void = (_request, exchange) => exchange.answer(ANSWER);
  #waiting: ((arrived: Arrived) => void)[] = [];

  constructor(longestBody?: number) {
    this.server = new WireServer(
      (request, exchange) => {
        this.arrived.push({ request: Object.assign({}, request), exchange });
        this.onRequest(request, exchange);
        this.#waiting.shift()?.({ request, exchange });
      },
      longestBody === undefined ? { operations: OPERATIONS } : { operations: OPERATIONS, longestBody },
    );
    closing.push(() => this.server.close());
  }

  next(): Promise<Arrived> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

async function pair(): Promise<{ receiver: Receiver; client: WireClient }> {
  const receiver = new Receiver();
  const client = new WireClient(await receiver.server.listen());
  closing.unshift(() => client.destroy());
  return { receiver, client };
}

function call(
  client: WireClient,
  request: Partial<WireRequest> = {},
): Promise<WireAnswer | WireFailure> & { outgoing: Outgoing } {
  let outgoing: Outgoing | undefined;
  let ends = 0;
  const ended = new Promise<WireAnswer | WireFailure>((resolve, reject) => {
    const end = (how: WireAnswer | WireFailure): void => (++ends === 1 ? resolve(how) : reject(new Error('ended twice')));
    outgoing = client.send({ ...REQUEST, ...request }, { onAnswer: (answer) => end(answer), onFailure: (kind) => end(kind) });
  });
  return Object.assign(ended, { outgoing: outgoing! });
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}

const duration = fc.oneof(fc.nat(), fc.maxSafeNat());
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '/', '//a', '?', '?key=b', '..', '%', '%zz', '\0', '\ud800', 'é ☃ 🙂'),
);

describe('a request and its answer over the wire', () => {
  it('arrive as they were sent, whatever they say', async () => {
    const { receiver, client } = await pair();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          to: fc.constantFrom('', 'api/2', 'store#3/0'),
          caller: fc.constantFrom('', 'users', 'api/1'),
          operation: fc.constantFrom(...OPERATIONS),
          key: anyText,
          size: fc.oneof(fc.constant(0), fc.nat(200_000)),
          version: fc.maxSafeNat(),
          left: fc.oneof(fc.constant(NEVER), duration),
          age: duration,
          attempt: fc.integer({ min: 1, max: 99 }),
          session: fc.maxSafeNat(),
          priority: fc.maxSafeInteger().filter((value) => !Object.is(value, -0)),
          token: fc.maxSafeNat(),
          trace: fc.maxSafeNat(),
          wants: fc.maxSafeNat(),
          body: fc.oneof(fc.constant(null), fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), fc.array(fc.nat())),
          oneWay: fc.constant(false),
        }),
        fc.record({
          status: fc.oneof(
            fc.constantFrom(0, 1, 100, 199, 200, 204, 304, 404, 499, 503, 504, 599, 600, 999),
            fc.integer({ min: 200, max: 599 }),
          ),
          size: fc.oneof(fc.constant(0), fc.nat(200_000)),
          version: fc.maxSafeNat(),
          body: fc.oneof(fc.constant(null), fc.dictionary(fc.string(), fc.string())),
          waiting: duration,
          service: duration,
          network: duration,
          stayed: duration,
        }),
        async (request, answer) => {
          receiver.onRequest = (_request, exchange) => exchange.answer(answer);
          const received = await call(client, request);
          expect(receiver.arrived.pop()!.request).toMatchObject(request);
          expect(received).toMatchObject(answer);
          expect(received).not.toHaveProperty('arrivedAt');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('carry the instants of a traced request', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = (_request, exchange) =>
      exchange.answer({ ...ANSWER, arrivedAt: 7_000_001, answeredAt: 8_999_999_999_999 });
    expect(await call(client)).toMatchObject({ arrivedAt: 7_000_001, answeredAt: 8_999_999_999_999 });
  });

  it('may weigh more than one buffer', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = (_request, exchange) => exchange.answer({ ...ANSWER, size: 5_000_001 });
    for (const operation of ['read', 'write', 'delete', 'checkout']) {
      expect(await call(client, { operation, size: 3_000_001 })).toMatchObject({ status: 200, size: 5_000_001 });
      expect(receiver.arrived.pop()!.request.size).toBe(3_000_001);
    }
  });

  it('is answered at once where it is told', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = () => {};
    expect(await call(client, { oneWay: true, size: 10 })).toMatchObject({ status: 202, size: 0 });
    expect(receiver.arrived[0]!.request).toMatchObject({ oneWay: true, size: 10 });
    receiver.arrived[0]!.exchange.answer(ANSWER);
    receiver.arrived[0]!.exchange.reset();
    expect(await call(client, { oneWay: true })).toMatchObject({ status: 202 });
  });

  it('go over as many connections as there are calls at once, and use them again', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = () => {};
    const calls = Array.from({ length: 50 }, () => call(client));
    while (receiver.arrived.length < 50) await settle();
    for (const { exchange } of receiver.arrived.splice(0)) exchange.answer(ANSWER);
    await Promise.all(calls);
    receiver.onRequest = (_request, exchange) => exchange.answer(ANSWER);
    for (let round = 0; round < 20; round++) await call(client);
    expect(client.size).toBe(50);
  });
});

describe('what goes wrong on the way', () => {
  it('is refused where nobody listens', async () => {
    const { receiver, client } = await pair();
    await receiver.server.close();
    expect(await call(client)).toBe('refused');
  });

  it('is unreachable where the connection is reset', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = (_request, exchange) => exchange.reset();
    expect(await call(client)).toBe('unreachable');
    expect(receiver.arrived).toHaveLength(1);
    receiver.onRequest = (_request, exchange) => exchange.answer(ANSWER);
    expect(await call(client)).toMatchObject({ status: 200 });
    receiver.onRequest = (_request, exchange) => exchange.reset();
    expect(await call(client)).toBe('unreachable');
    expect(receiver.arrived).toHaveLength(3);
  });

  it('is unreachable where the server crashes over it, refused afterwards, and answered again after a restart', async () => {
    const { receiver, client } = await pair();
    expect(await call(client)).toMatchObject({ status: 200 });
    receiver.onRequest = () => {};
    let gone = 0;
    const calls = [call(client), call(client)];
    while (receiver.arrived.length < 3) await settle();
    for (const { exchange } of receiver.arrived) exchange.onGone = () => gone++;
    receiver.server.crash();
    expect(await Promise.all(calls)).toEqual(['unreachable', 'unreachable']);
    for (const { exchange } of receiver.arrived) exchange.answer(ANSWER);
    expect(await call(client)).toBe('refused');
    await receiver.server.restart();
    receiver.onRequest = (_request, exchange) => exchange.answer(ANSWER);
    expect(await call(client)).toMatchObject({ status: 200 });
    expect(gone).toBe(0);
  });

  it('is not noticed where a kept connection ended before the request was read', async () => {
    const { receiver, client } = await pair();
    for (let round = 0; round < 20; round++) {
      expect(await call(client)).toMatchObject({ status: 200 });
      receiver.server.crash();
      // Sent before this thread has had a chance to see the reset.
      const restarted = receiver.server.restart();
      const sent = call(client);
      await restarted;
      expect(['refused', 200]).toContain(statusOf(await sent));
    }
  });

  it('tells the receiver that its caller has left', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = () => {};
    const arriving = receiver.next();
    const { outgoing } = call(client);
    const { exchange } = await arriving;
    const gone = new Promise<void>((resolve) => {
      exchange.onGone = resolve;
    });
    outgoing.abort();
    outgoing.abort();
    await gone;
    exchange.answer(ANSWER);
    receiver.onRequest = (_request, exchange) => exchange.answer(ANSWER);
    expect(await call(client)).toMatchObject({ status: 200 });
  });

  it('is not disturbed by whoever gives up a call that has ended, and whose connection it uses', async () => {
    const { receiver, client } = await pair();
    const first = call(client);
    await first;
    receiver.onRequest = () => {};
    const second = call(client);
    while (receiver.arrived.length < 2) await settle();
    first.outgoing.abort();
    await settle();
    receiver.arrived[1]!.exchange.answer(ANSWER);
    expect(await second).toMatchObject({ status: 200 });
    expect(client.size).toBe(1);
  });

  it('is never sent where the caller has left before the connection was made', async () => {
    const { receiver, client } = await pair();
    for (let round = 0; round < 20; round++) call(client, { operation: 'write', size: 10 }).outgoing.abort();
    await settle();
    expect(receiver.arrived).toEqual([]);
    expect(client.size).toBe(0);
  });

  it('ends everything that a crashed caller was waiting for, and tells it nothing', async () => {
    const { receiver, client } = await pair();
    receiver.onRequest = () => {};
    const arriving = receiver.next();
    let heard = 0;
    client.send(REQUEST, { onAnswer: () => heard++, onFailure: () => heard++ });
    const { exchange } = await arriving;
    const gone = new Promise<void>((resolve) => {
      exchange.onGone = resolve;
    });
    client.destroy();
    await gone;
    await settle();
    expect(heard).toBe(0);
  });
});

function statusOf(ended: WireAnswer | WireFailure): number | WireFailure {
  return typeof ended === 'string' ? ended : ended.status;
}
