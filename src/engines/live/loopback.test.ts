import { createServer, type Server } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../core/problem.js';
import { guardedConnect, isLoopback, loopbackListener, type Lookup, remoteName } from './loopback.js';

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as { port: number });
});
afterAll(() => server.close());

/** 'connected', or the message of what went wrong. */
function outcome(host: string, allowed: readonly string[] = [], lookup?: Lookup, to = port): Promise<string> {
  return new Promise((resolve) => {
    const socket = guardedConnect(host, to, new Set(allowed), lookup);
    socket.on('connect', () => {
      resolve(`connected to ${socket.remoteAddress}`);
      socket.destroy();
    });
    socket.on('error', (error) => resolve(error instanceof InputError ? error.message : error.message));
  });
}

function resolving(...addresses: readonly string[]): Lookup {
  return (_host, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '127.1.2.3',
    '::1',
    '0:0:0:0:0:0:0:1',
    '0000:0000:0000:0000:0000:0000:0000:0001',
    '::ffff:127.0.0.1',
    '::FFFF:7f00:1',
    '0:0:0:0:0:ffff:127.9.9.9',
  ])('%s is of this machine only', (address) => expect(isLoopback(address)).toBe(true));

  it.each([
    '0.0.0.0',
    '::',
    '::2',
    '10.0.0.1',
    '128.0.0.1',
    '126.255.255.255',
    '192.168.127.1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::ffff:0.0.0.0',
    '::127.0.0.1',
    '::7f00:1',
    '64:ff9b::127.0.0.1',
    'fe80::1',
    'fc00::1',
    '1::1',
    '::1:1',
    '::1:0',
    '2001:db8::ffff:7f00:1',
    '127.1',
    '127.0.0.1.',
    'localhost',
    '',
    '0x7f000001',
    '2130706433',
    '127.0.0.1x',
  ])('%s is not', (address) => expect(isLoopback(address)).toBe(false));
});

describe('a connection', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '[::ffff:127.0.0.1]',
    '::ffff:127.0.0.1',
    '127.0.0.1',
  ])('to %s is made: it is 127.0.0.1 however it is written', async (host) =>
    expect(await outcome(host)).toMatch(/^connected to (::ffff:)?127\.0\.0\.1$/),
  );

  it.each([
    '0.0.0.0',
    '0',
    '::',
    '[::]',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    '[::ffff:0a00:0001]',
    '192.0.2.7',
    '0xa000001',
    '167772161',
    '10.1',
  ])('to %s is refused before a packet leaves', async (host) =>
    expect(await outcome(host)).toMatch(/is not on this machine's loopback: live runs stay on 127\.0\.0\.0\/8 and ::1$/),
  );

  it('to a name is judged by the address that it resolves to', async () => {
    expect(await outcome('shop.example', [], resolving('127.0.0.1'))).toBe('connected to 127.0.0.1');
    expect(await outcome('localhost', [], resolving('10.0.0.1'))).toBe(
      `localhost:${port} (10.0.0.1) is not on this machine's loopback: live runs stay on 127.0.0.0/8 and ::1`,
    );
  });

  it('to a name with an address inside and one outside is refused', async () => {
    expect(await outcome('both.example', [], resolving('127.0.0.1', '10.0.0.1'))).toContain('(10.0.0.1) is not');
    expect(await outcome('both.example', [], resolving('::1', '2001:db8::1'))).toContain('(2001:db8::1) is not');
    expect(await outcome('none.example', [], resolving())).toContain('has no address');
  });

  it('to a name that resolves to something else a moment later goes where the first look led', async () => {
    let looks = 0;
    const rebinding: Lookup = (host, callback) => resolving(looks++ === 0 ? '127.0.0.1' : '10.0.0.1')(host, callback);
    expect(await outcome('rebinding.example', [], rebinding)).toBe('connected to 127.0.0.1');
    expect(looks).toBe(1);
  });

  it('to a name that cannot be resolved fails as it would anywhere', async () => {
    const failing: Lookup = (_host, callback) => callback(new Error('no such host'), []);
    expect(await outcome('absent.example', [], failing)).toBe('no such host');
  });

  it('is allowed exactly as written after --allow-remote, and no further', async () => {
    const lookup = resolving('127.0.0.1', '10.0.0.1');
    expect(await outcome('both.example', [`both.example:${port}`], lookup)).toBe('connected to 127.0.0.1');
    expect(await outcome('BOTH.example', [`both.example:${port}`], lookup)).toBe('connected to 127.0.0.1');
    expect(
      await outcome('both.example', [`both.example:${port + 1}`, 'both.example', `other.example:${port}`], lookup),
    ).toContain('is not');
    expect(await outcome('0.0.0.0', [`0.0.0.0:${port}`])).toMatch(/^connected to/);
    expect(await outcome('0.0.0.0', [`10.0.0.1:${port}`])).toContain('is not');
  });

  it('says how to allow it', () => {
    const socket = guardedConnect('10.0.0.1', 6379);
    return new Promise<void>((resolve) => {
      socket.on('error', (error) => {
        expect((error as unknown as InputError).problems[0]!.hint).toBe(
          'to connect to it all the same: --allow-remote 10.0.0.1:6379',
        );
        resolve();
      });
    });
  });

  it('to a Unix socket needs its path to be allowed: what listens there may lead anywhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
    const path = join(folder, 'socket');
    const local = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => local.listen(path, resolve));
    expect(await outcome(path, [], undefined, 0)).toContain('is not');
    expect(await outcome(path, [path], undefined, 0)).toMatch(/^connected/);
    local.close();
    await rm(folder, { recursive: true });
  });
});

describe('a server', () => {
  it('listens on loopback or not at all', () => {
    expect(loopbackListener(80)).toEqual({ host: '127.0.0.1', port: 80 });
    expect(loopbackListener(80, '[::1]')).toEqual({ host: '::1', port: 80 });
    for (const host of ['0.0.0.0', '::', '', '10.0.0.1', 'localhost', '::ffff:0.0.0.0']) {
      expect(() => loopbackListener(80, host)).toThrow(InputError);
    }
  });
});

describe('the name of a remote', () => {
  it('is host:port in lower case, with brackets where the host has colons', () => {
    expect(remoteName('Redis.Example', 6379)).toBe('redis.example:6379');
    expect(remoteName('::1', 80)).toBe('[::1]:80');
    expect(remoteName('[::1]', 80)).toBe('[::1]:80');
    expect(remoteName('/run/redis.sock', 0)).toBe('/run/redis.sock');
  });
});
