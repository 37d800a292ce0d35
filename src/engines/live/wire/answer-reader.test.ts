import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerReader } from './answer-reader.js';

/** Gives the text to a reader in pieces that end at these places; the answers that came, or null where it was refused. */
function read(text: string, cuts: readonly number[] = []): { status: number; size: number; version: number }[] | null {
  const reader = new AnswerReader();
  const buffer = Buffer.alloc(text.length + 10, '#');
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((left, right) => left - right);
  const answers: { status: number; size: number; version: number }[] = [];
  let from = 0;
  for (const to of [...ends, text.length]) {
    if (to === from) continue;
    buffer.fill('#');
    buffer.write(text.slice(from, to), 'latin1');
    if (!reader.read(buffer, to - from)) return null;
    from = to;
    const answer = reader.take();
    if (answer !== null) answers.push({ status: answer.status, size: answer.size, version: answer.version });
  }
  return answers;
}

const OK = 'HTTP/1.1 200 OK\r\netag: "7"\r\ncontent-length: 5\r\n\r\nhello';

describe('an answer', () => {
  it('is read from pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(OK.length), { maxLength: 10 }), (cuts) => {
        expect(read(OK, cuts)).toEqual([{ status: 200, size: 5, version: 7 }]);
      }),
    );
    expect(
      read(
        OK,
        Array.from(OK, (_, index) => index),
      ),
    ).toEqual([{ status: 200, size: 5, version: 7 }]);
  });

  it('may have any case, blanks and headers that are none of our business', () => {
    const text = 'HTTP/1.1 404 Not Found\r\nContent-Length:0\r\nDate: today\r\nETag:   "3"\r\nX: a:b\r\nServer: me\r\n\r\n';
    expect(read(text)).toEqual([{ status: 404, size: 0, version: 3 }]);
  });

  it('may be announced by another one', () => {
    expect(read(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${OK}`, [10, 30])).toEqual([
      { status: 200, size: 5, version: 7 },
    ]);
  });

  it('may have no reason phrase and no headers', () => {
    expect(read('HTTP/1.1 204\r\n\r\n')).toEqual([{ status: 204, size: 0, version: 0 }]);
  });

  it.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['a status that is none', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['chunks, which no server of ours sends', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: 5x\r\n\r\nhello'],
    ['bytes behind its end', `${OK}!`],
    ['two answers to one request', OK + OK],
    ['a head without an end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}`],
  ])('is refused where it is %s', (_what, text) => {
    expect(read(text)).toBeNull();
    expect(read(text, [3, 17, 20, 25])).toBeNull();
  });

  it('leaves the reader ready for the next one', () => {
    const reader = new AnswerReader();
    const buffer = Buffer.from(OK);
    for (let round = 0; round < 3; round++) {
      expect(reader.began).toBe(false);
      expect(reader.read(buffer, buffer.length)).toBe(true);
      expect(reader.began).toBe(true);
      expect(reader.take()).toMatchObject({ status: 200, size: 5 });
      expect(reader.take()).toBeNull();
    }
  });

  it('is refused or read, whatever bytes it is, and never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom('HTTP/1.1 ', '200', ' OK\r\n', 'content-length: ', '5', '\r\n', '\r\n\r\n', 'etag: "', ':', 'hello'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(200), { maxLength: 5 }), (pieces, cuts) => {
        const text = Buffer.from(pieces.join('')).toString('latin1');
        expect(() => read(text, cuts)).not.toThrow();
      }),
    );
  });
});
