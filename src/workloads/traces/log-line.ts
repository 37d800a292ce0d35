import { digits } from './digits.js';
import { LOG_DATE_LENGTH, parseLogDate } from './log-date.js';

const SPACE = 32;
const QUOTE = 34;
const BACKSLASH = 92;
const HYPHEN = 45;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const UPPER_A = 65;
const UPPER_Z = 90;
const LONGEST_METHOD = 20;
/** `HTTP/` */
const PROTOCOL = [72, 84, 84, 80, 47];

/**
 * One line of an access log, taken apart in place by a single pass: what it holds are places in the bytes that `parse`
 * was given, valid until the next line. Follows Apache's `%h %l %u %t "%r" %>s %b`; what follows is not looked at.
 */
export class LogLine {
  clientStart = 0;
  clientEnd = 0;
  seconds = 0;
  methodStart = 0;
  methodEnd = 0;
  targetStart = 0;
  targetEnd = 0;
  status = 0;
  size = 0;
  /** The place behind the size. */
  rest = 0;

  /** Answers why the line cannot be read, or null when it was. `start` is where the client's address begins. */
  parse(bytes: Uint8Array, start: number, end: number): string | null {
    this.clientStart = start;
    this.clientEnd = indexOf(bytes, SPACE, start, end);
    if (this.clientEnd <= start) return start < end ? 'there is nothing after the client address' : 'the line is empty';
    const date = findDate(bytes, this.clientEnd, end);
    if (date < 0) return 'there is no [day/month/year:hour:minute:second zone]';
    this.seconds = parseLogDate(bytes, date);
    if (Number.isNaN(this.seconds)) return 'there is no such date';
    const quote = date + LOG_DATE_LENGTH + 2;
    if (bytes[quote] !== QUOTE || quote >= end) return 'there is no "request" after the date';
    return this.#parseRequest(bytes, quote + 1, end);
  }

  #parseRequest(bytes: Uint8Array, start: number, end: number): string | null {
    const close = closingQuote(bytes, start, end);
    if (close < 0) return 'there is no status after the "request"';
    this.methodStart = start;
    this.methodEnd = indexOf(bytes, SPACE, start, close);
    if (!isMethod(bytes, start, this.methodEnd)) return 'the request does not begin with a method';
    this.targetStart = this.methodEnd + 1;
    this.targetEnd = withoutProtocol(bytes, this.targetStart, close);
    if (this.targetEnd <= this.targetStart) return 'the request names no path';
    this.status = digits(bytes, close + 2, close + 5);
    if (Number.isNaN(this.status)) return 'the status is no number';
    return this.#parseSize(bytes, close + 6, end);
  }

  #parseSize(bytes: Uint8Array, start: number, end: number): string | null {
    const space = indexOf(bytes, SPACE, start, end);
    this.rest = space < 0 ? end : space;
    const none = this.rest === start + 1 && bytes[start] === HYPHEN;
    this.size = none ? 0 : digits(bytes, start, this.rest);
    return Number.isNaN(this.size) ? 'the size is neither a number nor -' : null;
  }
}

function indexOf(bytes: Uint8Array, wanted: number, start: number, end: number): number {
  for (let at = start; at < end; at++) if (bytes[at] === wanted) return at;
  return -1;
}

/** Where the date begins; a user name may hold brackets of its own, but hardly at the right distance. */
function findDate(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + LOG_DATE_LENGTH + 1 < end; at++) {
    if (bytes[at] === OPEN_BRACKET && bytes[at + LOG_DATE_LENGTH + 1] === CLOSE_BRACKET) return at + 1;
  }
  return -1;
}

/** The quote that ends the request. Old servers did not escape quotes inside it: one counts only if a status follows. */
function closingQuote(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE && statusFollows(bytes, at, end)) return at;
  }
  return -1;
}

function statusFollows(bytes: Uint8Array, quote: number, end: number): boolean {
  if (quote + 6 >= end || bytes[quote + 1] !== SPACE || bytes[quote + 5] !== SPACE) return false;
  return !Number.isNaN(digits(bytes, quote + 2, quote + 5));
}

function isMethod(bytes: Uint8Array, start: number, end: number): boolean {
  if (end <= start || end - start > LONGEST_METHOD) return false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (!((byte >= UPPER_A && byte <= UPPER_Z) || byte === HYPHEN)) return false;
  }
  return true;
}

/** Where the target ends. HTTP/0.9 had no protocol to name, and some targets hold spaces. */
function withoutProtocol(bytes: Uint8Array, start: number, end: number): number {
  let space = end - 1;
  while (space >= start && bytes[space] !== SPACE) space--;
  if (space < start) return end;
  for (let at = 0; at < PROTOCOL.length; at++) if (bytes[space + 1 + at] !== PROTOCOL[at]) return end;
  return space;
}
