import { LineSplitter, type LineTaker } from './line-splitter.js';
import { LogLine } from './log-line.js';
import type { Trace, TraceOptions, TraceReader } from './trace.js';
import { TraceBuilder } from './trace-builder.js';

const SPACE = 32;
const COLON = 58;

/** Reads the logs that Apache's and nginx's usual formats make: key = path with query, user = client address, size = bytes of the answer. */
export class AccessLogReader implements TraceReader, LineTaker {
  readonly #builder: TraceBuilder;
  readonly #lines = new LineSplitter(this);
  readonly #line = new LogLine();
  readonly #decoder = new TextDecoder();
  readonly #virtualHosts: boolean;

  /** With `virtualHosts`, lines begin with `host:port`; equal paths of different hosts are different keys then. */
  constructor(format: string, virtualHosts: boolean, options: TraceOptions) {
    this.#virtualHosts = virtualHosts;
    const shape = { format, instants: true, keys: true, sizes: 'answer', methods: true, users: true, statuses: true } as const;
    this.#builder = new TraceBuilder(shape, options);
  }

  take(chunk: Uint8Array): void {
    this.#lines.take(chunk);
  }

  finish(): Trace {
    this.#lines.finish();
    return this.#builder.finish();
  }

  line(bytes: Uint8Array, start: number, end: number, number: number): void {
    const line = this.#line;
    const hostEnd = this.#virtualHosts ? endOfVirtualHost(bytes, start, end) : start;
    const client = this.#virtualHosts && hostEnd >= 0 ? bytes.indexOf(SPACE, hostEnd) + 1 : start;
    const reason = hostEnd < 0 ? 'the line does not begin with host:port' : line.parse(bytes, client, end);
    if (reason !== null) {
      this.#builder.unparsable.add(number, reason, bytes.subarray(start, end));
      return;
    }
    const host = this.#virtualHosts ? this.#text(bytes, start, hostEnd) : '';
    const builder = this.#builder;
    builder.seconds = line.seconds;
    builder.key = builder.keys.text(host + this.#text(bytes, line.targetStart, line.targetEnd));
    builder.size = line.size;
    builder.method = builder.methods.text(this.#text(bytes, line.methodStart, line.methodEnd));
    builder.user = builder.users.text(this.#text(bytes, line.clientStart, line.clientEnd));
    builder.status = line.status;
    builder.add();
  }

  longLine(beginning: Uint8Array, number: number): void {
    this.#builder.unparsable.add(number, 'the line is longer than 64 KiB', beginning);
  }

  #text(bytes: Uint8Array, start: number, end: number): string {
    return this.#decoder.decode(bytes.subarray(start, end));
  }
}

/** The place of the colon in `host:port `, or -1 where the line does not begin so. */
export function endOfVirtualHost(bytes: Uint8Array, start: number, end: number): number {
  let space = start;
  while (space < end && bytes[space] !== SPACE) space++;
  if (space === end) return -1;
  let colon = space - 1;
  while (colon > start && bytes[colon]! >= 48 && bytes[colon]! <= 57) colon--;
  return colon > start && colon < space - 1 && bytes[colon] === COLON ? colon : -1;
}
