import { ReceivedAnswer, readAnswerHeader } from './answer-head.js';
import { readPlainData } from './payload.js';

const HEAD_END = '\r\n\r\n';
const LINE_END = '\r\n';
/** As much as our servers take of a request's head. */
const LONGEST_HEAD = 16 * 1024;
const COLON = 0x3a;
const SPACE = 0x20;
const LOWER_CASE = 0x20;

/** c of content-type and connection, e of etag, s of server-timing and our own, t of transfer-encoding: other names need not be looked at. */
const FIRST_LETTERS = new Set(['c', 'e', 's', 't'].map((letter) => letter.charCodeAt(0)));

/**
 * Reads answers of HTTP/1.1 off a connection, one after the other, from pieces of any size. It reads what our own servers
 * write, the length of whose bodies is always told; whatever else is wrong (RFC 9112, section 6).
 */
export class AnswerReader {
  /** Something of the present answer has come. */
  began = false;
  /** The present answer, once it is whole; taken by `take`. */
  #whole = false;
  #answer: ReceivedAnswer | null = null;
  /** Of a head that has not come as a whole. */
  #partial = '';
  #left = 0;
  #chunks: Buffer[] = [];

  /** Reads the first so many bytes of the buffer, which is used again afterwards; then `take` is asked. False where they are no answer, or more than one. */
  read(buffer: Buffer, length: number): boolean {
    this.began = true;
    let at = 0;
    while (this.#answer === null) {
      const end = this.#readHead(buffer, at, length);
      if (end < 0) return end === INCOMPLETE;
      at = end;
    }
    return this.#readBody(this.#answer, buffer, at, length);
  }

  /** The answer that has come, if it is whole; the next one may come then. */
  take(): ReceivedAnswer | null {
    const answer = this.#answer;
    if (!this.#whole || answer === null) return null;
    if (answer.plainData) answer.body = readPlainData(this.#chunks) ?? null;
    if (this.#chunks.length > 0) this.#chunks = [];
    this.#answer = null;
    this.#whole = false;
    this.began = false;
    return answer;
  }

  /** Where the body begins; what comes before the answer itself, such as 100 Continue, is passed over. */
  #readHead(buffer: Buffer, from: number, length: number): number {
    const seen = this.#partial.length;
    const text = this.#partial + buffer.toString('latin1', from, Math.min(length, from + LONGEST_HEAD));
    const end = text.indexOf(HEAD_END, Math.max(0, seen - HEAD_END.length + 1));
    if (end < 0) {
      this.#partial = text;
      return text.length < LONGEST_HEAD ? INCOMPLETE : WRONG;
    }
    this.#partial = '';
    const answer = answerOf(text, end);
    if (answer === null) return WRONG;
    if (!answer.isInterim) {
      if (Number.isNaN(answer.bodyLength)) return WRONG;
      this.#answer = answer;
      this.#left = answer.bodyLength;
    }
    return from + end + HEAD_END.length - seen;
  }

  #readBody(answer: ReceivedAnswer, buffer: Buffer, from: number, length: number): boolean {
    const count = Math.min(this.#left, length - from);
    if (answer.plainData && count > 0) this.#chunks.push(Buffer.from(buffer.subarray(from, from + count)));
    this.#left -= count;
    this.#whole = this.#left === 0;
    return from + count === length;
  }
}

const INCOMPLETE = -1;
const WRONG = -2;

/** `HTTP/1.1 200 OK` and the headers behind it, up to `end`; null where it is something else. */
function answerOf(text: string, end: number): ReceivedAnswer | null {
  if (!text.startsWith('HTTP/1.')) return null;
  const status = Number(text.slice(9, 12));
  if (!(status >= 100 && status <= 999)) return null;
  const answer = new ReceivedAnswer(status);
  answer.isInterim = status < 200;
  let from = text.indexOf(LINE_END) + LINE_END.length;
  while (from < end) {
    let to = text.indexOf(LINE_END, from);
    if (to < 0 || to > end) to = end;
    if (FIRST_LETTERS.has(text.charCodeAt(from) | LOWER_CASE)) readLine(answer, text, from, to);
    from = to + LINE_END.length;
  }
  answer.size = answer.statedSize >= 0 ? answer.statedSize : answer.bodyLength;
  return answer;
}

function readLine(answer: ReceivedAnswer, text: string, from: number, to: number): void {
  let colon = from;
  while (colon < to && text.charCodeAt(colon) !== COLON) colon++;
  let value = colon + 1;
  while (text.charCodeAt(value) === SPACE) value++;
  readAnswerHeader(answer, text.slice(from, colon).toLowerCase(), text.slice(value, to));
}
