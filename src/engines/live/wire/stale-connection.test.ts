import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { NEVER } from '../../../core/time.js';
import { WireClient } from './wire-client.js';
import type { WireRequest } from './wire.js';

const REQUEST: WireRequest = {
  to: '',
  caller: '',
  operation: 'write',
  key: 'a',
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

let server: Server;
let client: WireClient;
afterEach(() => {
  client.destroy();
  server.close();
});

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

/** A server that does with each request what the script says: first of its connection, in the order of connections. */
async function scripted(...connections: readonly (readonly ((socket: Socket) => void)[])[]): Promise<{ requests: number }> {
  const seen = { requests: 0 };
  let connection = 0;
  server = createServer((socket) => {
    const steps = [...(connections[connection++] ?? [])];
    socket.on('error', () => {});
    socket.on('data', () => {
      seen.requests++;
      steps.shift()?.(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  client = new WireClient((address as { port: number }).port);
  return seen;
}

function send(): Promise<number | string> {
  return new Promise((resolve) => client.send(REQUEST, { onAnswer: ({ status }) => resolve(status), onFailure: resolve }));
}

const answer = (socket: Socket): void => void socket.write(OK);
const end = (socket: Socket): void => void socket.end();
const reset = (socket: Socket): void => void socket.resetAndDestroy();
const begin = (socket: Socket): void => void socket.end('HTTP/1.1 2');

it('a kept connection that was ended in good order takes the request again over a new one', async () => {
  const seen = await scripted([answer, end], [answer]);
  expect([await send(), await send()]).toEqual([200, 200]);
  expect(seen.requests).toBe(3);
});

it('it takes it again only once', async () => {
  const seen = await scripted([answer, end], [end], [answer]);
  expect([await send(), await send()]).toEqual([200, 'unreachable']);
  expect(seen.requests).toBe(3);
});

it('a new connection that ends without an answer is unreachable', async () => {
  const seen = await scripted([end], [answer]);
  expect(await send()).toBe('unreachable');
  expect(seen.requests).toBe(1);
});

it('a kept connection that is reset after the request was written is unreachable: the server may have died of it', async () => {
  const seen = await scripted([answer, reset], [answer]);
  expect([await send(), await send()]).toEqual([200, 'unreachable']);
  expect(seen.requests).toBe(2);
});

it('a kept connection that ends within an answer is unreachable', async () => {
  const seen = await scripted([answer, begin], [answer]);
  expect([await send(), await send()]).toEqual([200, 'unreachable']);
  expect(seen.requests).toBe(2);
});

it('a kept connection that is ended while the next request is about to be sent loses nothing', async () => {
  const seen = await scripted([(socket): void => void socket.end(OK)], [answer]);
  const first = await send();
  expect([first, await send()]).toEqual([200, 200]);
  expect([2, 3]).toContain(seen.requests);
});
