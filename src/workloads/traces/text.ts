import { LineSplitter, type LineTaker } from './line-splitter.js';
import type { Trace, TraceDefinition, TraceOptions, TraceReader } from './trace.js';
import { TraceBuilder, type TraceShape } from './trace-builder.js';

export const text: TraceDefinition = {
  name: 'text',
  aliases: ['txt'],
  summary: 'One key a line, in the order of the requests; without instants.',
  reference: 'libCacheSim, txt traces',
  detect: (name, head) => /\.(txt|text|keys)$/.test(name) || isPlain(head),
  open: (options) => new TextReader(options),
};

const SHAPE: TraceShape = {
  format: 'text',
  instants: false,
  keys: true,
  sizes: null,
  methods: false,
  users: false,
  statuses: false,
};

class TextReader implements TraceReader, LineTaker {
  readonly #lines = new LineSplitter(this);
  readonly #decoder = new TextDecoder();
  readonly #builder: TraceBuilder;

  constructor(options: TraceOptions) {
    this.#builder = new TraceBuilder(SHAPE, options);
  }

  take(chunk: Uint8Array): void {
    this.#lines.take(chunk);
  }

  finish(): Trace {
    this.#lines.finish();
    return this.#builder.finish();
  }

  line(bytes: Uint8Array, start: number, end: number, number: number): void {
    if (start === end) {
      this.#builder.unparsable.add(number, 'the line is empty', bytes.subarray(start, end));
      return;
    }
    this.#builder.key = this.#builder.keys.text(this.#decoder.decode(bytes.subarray(start, end)));
    this.#builder.add();
  }

  longLine(beginning: Uint8Array, number: number): void {
    this.#builder.unparsable.add(number, 'the line is longer than 64 KiB', beginning);
  }
}

/** Lines of printable characters without any space: nothing but keys. */
function isPlain(head: Uint8Array): boolean {
  return head.length > 0 && head.every((byte) => byte > 32 || byte === 10 || byte === 13);
}
