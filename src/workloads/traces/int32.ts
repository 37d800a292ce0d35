import { RecordCutter } from './record-cutter.js';
import type { Trace, TraceDefinition, TraceReader } from './trace.js';
import { TraceBuilder } from './trace-builder.js';

export const int32: TraceDefinition = {
  name: 'int32',
  aliases: ['int32be'],
  summary: 'One key in four bytes, big-endian unless `byte-order: little`; without instants.',
  reference: "cache2k-benchmark's traces, as Caffeine's simulator reads them",
  detect: (name) => /int32(be)?\b/i.test(name),
  open: (options) => new Int32Reader(options.byteOrder === 'little'),
};

const RECORD = 4;

class Int32Reader implements TraceReader {
  readonly #builder = new TraceBuilder({
    format: 'int32',
    instants: false,
    keys: true,
    sizes: null,
    methods: false,
    users: false,
    statuses: false,
  });
  readonly #records: RecordCutter;
  #count = 0;

  constructor(littleEndian: boolean) {
    this.#records = new RecordCutter(RECORD, (view, at) => {
      this.#count++;
      this.#builder.key = this.#builder.keys.number(view.getInt32(at, littleEndian));
      this.#builder.add();
    });
  }

  take(chunk: Uint8Array): void {
    this.#records.take(chunk);
  }

  finish(): Trace {
    if (this.#records.left > 0) {
      this.#builder.unparsable.add(this.#count + 1, 'the file ends within a key', this.#records.leftBytes);
    }
    return this.#builder.finish();
  }
}
