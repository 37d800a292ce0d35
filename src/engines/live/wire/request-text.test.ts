import { expect, it } from 'vitest';
import { NEVER } from '../../../core/time.js';
import { messageOf } from './request-text.js';
import type { WireRequest } from './wire.js';

const REQUEST: WireRequest = {
  to: '',
  caller: '',
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

function text(request: Partial<WireRequest>): string {
  const { line, headers, payload, chunks } = messageOf({ ...REQUEST, ...request });
  return line + headers + payload + (chunks === null ? '' : Buffer.concat([...chunks]).toString());
}

it('a request without anything unusual is its line and nothing else', () => {
  expect(text({})).toBe('GET /17 HTTP/1.1\r\n\r\n');
  expect(text({ operation: 'delete', key: '/a?b' })).toBe('DELETE /%2Fa%3Fb HTTP/1.1\r\n\r\n');
});

it('what may have a body says that it has none', () => {
  expect(text({ operation: 'write' })).toBe('PUT /17 HTTP/1.1\r\ncontent-length: 0\r\n\r\n');
  expect(text({ operation: 'check out', key: 'a b' })).toBe('POST /check%20out?key=a%20b HTTP/1.1\r\ncontent-length: 0\r\n\r\n');
});

it('everything unusual has a header', () => {
  const unusual = {
    to: 'api/2',
    caller: 'users',
    left: 5_000_001,
    age: 1,
    attempt: 2,
    session: 3,
    priority: -4,
    token: 5,
    trace: 6,
  };
  expect(text({ ...unusual, wants: 7, version: 8, oneWay: true, size: 3 }).split('\r\n')).toEqual([
    'GET /17 HTTP/1.1',
    'sysdesign-to: api/2',
    'sysdesign-from: users',
    'sysdesign-left: 5.000001',
    'sysdesign-age: 0.000001',
    'sysdesign-attempt: 2',
    'sysdesign-session: 3',
    'sysdesign-priority: -4',
    'idempotency-key: 5',
    'sysdesign-trace: 6',
    'sysdesign-wants: 7',
    'sysdesign-version: 8',
    'prefer: respond-async',
    'content-length: 3',
    '',
    'sys',
  ]);
});

it('plain data is filled up with spaces to the size of its message, or says that it is longer', () => {
  expect(text({ body: { a: 1 }, size: 10 })).toBe(
    'GET /17 HTTP/1.1\r\ncontent-type: application/vnd.sysdesign+json\r\ncontent-length: 10\r\n\r\n{"a":1}   ',
  );
  expect(text({ body: { a: 1 }, size: 2 })).toBe(
    'GET /17 HTTP/1.1\r\nsysdesign-size: 2\r\ncontent-type: application/vnd.sysdesign+json\r\ncontent-length: 7\r\n\r\n{"a":1}',
  );
});
