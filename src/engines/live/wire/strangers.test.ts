// What follows must come after what precedes it: these loops are sequences.
// oxlint-disable no-await-in-loop
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../core/problem.js';
import { WireServer } from './wire-server.js';
import type { Exchange, WireRequest } from './wire.js';

const LONGEST_BODY = 100_000;

let port: number;
let arrived: WireRequest[] = [];
let onRequest: (exchange: Exchange) => void;
const server = new WireServer(
  (request, exchange) => {
    arrived.push(request);
    onRequest(exchange);
  },
  { operations: ['read', 'write', 'checkout'], longestBody: LONGEST_BODY },
);

beforeAll(async () => {
  port = await server.listen();
});
afterAll(() => server.close());
beforeEach(() => {
  arrived = [];
  onRequest = (exchange) =>
    exchange.answer({ status: 200, size: 3, version: 5, body: null, waiting: 1, service: 2, network: 0, stayed: 0 });
});

/** All that comes back until the other side closes, or until `enough` of it is there. */
function send(text: string | Buffer | readonly (string | Buffer)[], enough?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (enough?.test(received)) socket.destroy();
    });
    socket.on('error', (error) => (received === '' ? reject(error) : resolve(received)));
    socket.on('close', () => resolve(received));
    for (const piece of typeof text === 'string' || Buffer.isBuffer(text) ? [text] : text) socket.write(piece, 'latin1');
  });
}

const HEAD = 'host: x\r\nconnection: close\r\n';

describe('a request of a stranger', () => {
  it('needs nothing but a method and a key', async () => {
    const answer = await send(`GET /products/17?colour=red HTTP/1.1\r\n${HEAD}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toContain('etag: "5"');
    expect(answer).toContain('server-timing: waiting;dur=0.000001, service;dur=0.000002');
    expect(arrived).toMatchObject([
      { operation: 'read', key: 'products/17?colour=red', caller: '', to: '', attempt: 1, left: Infinity, age: 0, size: 0 },
    ]);
  });

  it('may send a body of any shape, whose bytes are counted', async () => {
    await send(`PUT /a HTTP/1.1\r\n${HEAD}content-length: 5\r\n\r\nhello`);
    await send(`POST /checkout?key=a HTTP/1.1\r\n${HEAD}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nabc\r\n0\r\n\r\n`);
    await send(`PUT /a HTTP/1.1\r\n${HEAD}content-type: application/json\r\ncontent-length: 2\r\n\r\n{]`);
    expect(arrived).toMatchObject([
      { operation: 'write', size: 5, body: null },
      { operation: 'checkout', size: 8, body: null },
      { operation: 'write', size: 2, body: null },
    ]);
  });

  it('may write headers and keys as people do', async () => {
    await send(
      Buffer.from(
        `GET /%C3%A9 HTTP/1.1\r\n${HEAD}Sysdesign-Left: 12.5\r\nSYSDESIGN-PRIORITY: -3\r\nIdempotency-Key: 9\r\nAccept: */*\r\n\r\n`,
      ),
    );
    expect(arrived).toMatchObject([{ key: 'é', left: 12_500_000, priority: -3, token: 9 }]);
  });

  it('may speak HTTP/1.0, and gets the connection closed', async () => {
    expect(await send('GET /a HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\nconnection: close\r\n/i);
  });

  it('is told to go on before it sends much', async () => {
    const answer = await send([`PUT /a HTTP/1.1\r\n${HEAD}expect: 100-continue\r\ncontent-length: 3\r\n\r\n`, 'abc']);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it('is answered 202 where it does not want to wait', async () => {
    onRequest = () => {};
    expect(await send(`PUT /a HTTP/1.1\r\n${HEAD}prefer: respond-async\r\ncontent-length: 1\r\n\r\nx`)).toMatch(
      /^HTTP\/1\.1 202 /,
    );
    expect(arrived).toMatchObject([{ oneWay: true, size: 1 }]);
  });
});

describe('what a stranger gets wrong', () => {
  it.each([
    ['a method that means nothing', 'PATCH /a HTTP/1.1', '', 405, 'GET, PUT, DELETE, POST'],
    ['HEAD', 'HEAD /a HTTP/1.1', '', 405, ''],
    ['CONNECT', 'CONNECT a:1 HTTP/1.1', '', 405, 'GET, PUT, DELETE, POST'],
    ['OPTIONS', 'OPTIONS * HTTP/1.1', '', 400, 'slash'],
    [
      'an operation that nobody has',
      'POST /steal?key=a HTTP/1.1',
      '',
      405,
      'there is no operation "steal" here, only read, write, checkout',
    ],
    ['a method whose operation nobody has', 'DELETE /a HTTP/1.1', '', 405, 'no operation "delete"'],
    ['a POST without an operation', 'POST / HTTP/1.1', '', 405, 'no operation ""'],
    ['another parameter than the key', 'POST /checkout?id=a HTTP/1.1', '', 400, '/OPERATION?key=KEY'],
    ['more parameters than the key', 'POST /checkout?key=a&id=b HTTP/1.1', '', 400, '/OPERATION?key=KEY'],
    ['a target with a host', 'GET http://other/a HTTP/1.1', '', 400, 'slash'],
    ['percent signs that encode nothing', 'GET /%zz HTTP/1.1', '', 400, 'percent-encoded'],
    ['bytes that are not UTF-8', 'GET /%ff HTTP/1.1', '', 400, 'percent-encoded'],
    ['raw bytes in the target', 'GET /\xc3\xa9 HTTP/1.1', '', 400, 'percent-encoded'],
    ['an operation that is not encoded', 'POST /%E0%A4%A?key=1 HTTP/1.1', '', 400, 'percent-encoded'],
    ['a time that is no number', 'GET /a HTTP/1.1', 'sysdesign-left: soon\r\n', 400, 'sysdesign-left says "soon": milliseconds'],
    ['a negative time', 'GET /a HTTP/1.1', 'sysdesign-age: -1\r\n', 400, 'sysdesign-age'],
    ['an endless time', 'GET /a HTTP/1.1', 'sysdesign-left: Infinity\r\n', 400, 'sysdesign-left'],
    ['a time that cannot be counted with', 'GET /a HTTP/1.1', `sysdesign-left: ${'9'.repeat(400)}\r\n`, 400, 'sysdesign-left'],
    ['a fraction of an attempt', 'GET /a HTTP/1.1', 'sysdesign-attempt: 1.5\r\n', 400, 'a whole number'],
    ['attempt 0', 'GET /a HTTP/1.1', 'sysdesign-attempt: 0\r\n', 400, 'a whole number'],
    ['an idempotency key in words', 'GET /a HTTP/1.1', 'Idempotency-Key: 8e03978e\r\n', 400, 'idempotency-key'],
    ['an empty number', 'GET /a HTTP/1.1', 'sysdesign-session:\r\n', 400, 'sysdesign-session'],
    ['a number written as code', 'GET /a HTTP/1.1', 'sysdesign-version: 0x10\r\n', 400, 'sysdesign-version'],
    ['a body that is too long', 'PUT /a HTTP/1.1', `content-length: ${LONGEST_BODY + 1}\r\n`, 413, `${LONGEST_BODY} bytes`],
    ['a length that is none', 'PUT /a HTTP/1.1', 'content-length: -1\r\n', 400, ''],
    ['two lengths', 'PUT /a HTTP/1.1', 'content-length: 1\r\ncontent-length: 2\r\n', 400, ''],
    ['a length and chunks', 'PUT /a HTTP/1.1', 'content-length: 1\r\ntransfer-encoding: chunked\r\n', 400, ''],
    [
      'plain data that is none',
      'PUT /a HTTP/1.1',
      'content-type: application/vnd.sysdesign+json\r\ncontent-length: 0\r\n',
      400,
      'not JSON',
    ],
    ['headers that are too large', 'GET /a HTTP/1.1', `x: ${'y'.repeat(20_000)}\r\n`, 431, '16 KiB'],
    ['a target that is too large', `GET /${'y'.repeat(20_000)} HTTP/1.1`, '', 431, '16 KiB'],
    ['a NUL in the target', 'GET /a\0b HTTP/1.1', '', 400, ''],
    ['a NUL in a header', 'GET /a HTTP/1.1', 'sysdesign-to: a\0b\r\n', 400, ''],
    ['another version of HTTP', 'GET /a HTTP/3.7', '', 400, ''],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00', '', 400, ''],
  ])('%s: is answered in one line', async (_what, line, headers, status, words) => {
    const answer = await send(Buffer.from(`${line}\r\n${HEAD}${headers}\r\n`, 'latin1'));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`));
    const [head, body] = answer.split('\r\n\r\n');
    expect(head!.toLowerCase()).toContain('connection: close');
    if (!line.startsWith('HEAD')) expect(body).toMatch(/^[^\n]+\n$/);
    expect(body).toContain(words);
    expect(arrived).toEqual([]);
    expect(await send(`GET /a HTTP/1.1\r\n${HEAD}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('a body in chunks that does not end: is cut off', async () => {
    const chunk = `2710\r\n${'x'.repeat(10_000)}\r\n`;
    const answer = await send(`PUT /a HTTP/1.1\r\n${HEAD}transfer-encoding: chunked\r\n\r\n${chunk.repeat(30)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
    expect(arrived).toEqual([]);
  });

  it('a long body announced by Expect: is refused before it is sent', async () => {
    const answer = await send(`PUT /a HTTP/1.1\r\n${HEAD}expect: 100-continue\r\ncontent-length: 9999999\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
  });

  it('a request that comes too slowly: is not waited for', async () => {
    const impatient = new WireServer(() => {}, { operations: ['write'], patience: 100 });
    const own = port;
    port = await impatient.listen();
    try {
      expect(await send('GET /a HT')).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[^]*took too long to come\n$/);
      expect(await send(`PUT /a HTTP/1.1\r\n${HEAD}content-length: 10\r\n\r\nabc`)).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      port = own;
      await impatient.close();
    }
  });

  it('a second request before the answer to the first: is refused', async () => {
    const one = 'GET /a HTTP/1.1\r\nhost: x\r\n\r\n';
    onRequest = (exchange) =>
      setImmediate(() =>
        exchange.answer({ status: 200, size: 0, version: 0, body: null, waiting: 0, service: 0, network: 0, stayed: 0 }),
      );
    const answer = await send(one + one);
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*HTTP\/1\.1 400 [^]*one request at a time/);
    expect(arrived).toHaveLength(1);
  });

  it('is survived, whatever bytes it is', async () => {
    const line = fc.constantFrom(
      'GET /a HTTP/1.1\r\n',
      'PUT /%',
      'POST /checkout?key=1 HTTP/1.1\r\n',
      'host: x\r\n',
      'content-length: 5\r\n',
      'sysdesign-left: ',
      '\r\n',
      'transfer-encoding: chunked\r\n\r\n',
      '5\r\nhello',
      '\0',
    );
    const bytes = fc.array(fc.oneof(line, fc.string(), fc.string({ unit: 'binary' })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(bytes, async (pieces) => {
        await new Promise<void>((resolve) => {
          const socket = connect(port, '127.0.0.1');
          socket.on('error', () => {});
          socket.on('close', () => resolve());
          socket.resume();
          socket.end(pieces.join(''));
        });
      }),
      { numRuns: 300 },
    );
    expect(await send(`GET /a HTTP/1.1\r\n${HEAD}\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('a port that is taken: is told with what to do', async () => {
    const other = new WireServer(() => {}, { operations: [] });
    const failure: unknown = await other.listen(port).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputError);
    expect((failure as InputError).problems).toEqual([
      { message: `127.0.0.1:${port} is taken by another program`, hint: 'end that program, or choose another port' },
    ]);
  });
});
