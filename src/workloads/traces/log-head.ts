import { endOfVirtualHost } from './access-log-reader.js';
import { LogLine } from './log-line.js';

const SPACE = 32;
const NEWLINE = 10;
const QUOTE = 34;
const BACKSLASH = 92;
/** A log may begin with a few lines that nobody can read. */
const LINES = 20;

export interface LogLook {
  readonly virtualHosts: boolean;
  /** How many quoted fields follow the size. */
  readonly quotedFields: number;
}

/** What the first readable line of an access log looks like; null where none of the first lines is one. */
export function lookOfLog(head: Uint8Array): LogLook | null {
  let start = 0;
  for (let count = 0; count < LINES && start < head.length; count++) {
    const newline = head.indexOf(NEWLINE, start);
    const end = newline < 0 ? head.length : newline;
    const look = lookOfLine(head, start, end);
    if (look !== null) return look;
    start = end + 1;
  }
  return null;
}

function lookOfLine(bytes: Uint8Array, start: number, end: number): LogLook | null {
  const line = new LogLine();
  const virtualHosts = endOfVirtualHost(bytes, start, end) >= 0 && hasFourFields(bytes, start, end);
  const client = virtualHosts ? bytes.indexOf(SPACE, start) + 1 : start;
  if (line.parse(bytes, client, end) !== null) return null;
  return { virtualHosts, quotedFields: countQuoted(bytes, line.rest, end) };
}

/** An address of IP version 6 looks like host:port too; with a virtual host, four fields stand before the date. */
function hasFourFields(bytes: Uint8Array, start: number, end: number): boolean {
  let spaces = 0;
  for (let at = start; at < end && bytes[at] !== 91; at++) if (bytes[at] === SPACE) spaces++;
  return spaces >= 4;
}

function countQuoted(bytes: Uint8Array, start: number, end: number): number {
  let quotes = 0;
  for (let at = start; at < end; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) quotes++;
  }
  return Math.ceil(quotes / 2);
}
