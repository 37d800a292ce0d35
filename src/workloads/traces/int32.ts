import { RecordCutter } from './record-cutter.js';
import type { Trace, TraceDefinition, TraceOptions, TraceReader } from './trace.js';
import { TraceBuilder, type TraceShape } from './trace-builder.js';

export const int32: TraceDefinition = {
  name: 'int32',
  aliases: ['int32be'],
  summary: 'One key in four bytes, big-endian unless `byte-order: little`; without instants.',
  reference: "cache2k-benchmark's traces, as Caffeine's simulator reads them",
  detect: (name) => /int32(be)?\b/i.test(name),
  open: (options) => new Int32Reader(options),
};

const RECORD = 4;
const SHAPE: TraceShape = {
  format: 'int32',
  instants: false,
  keys: true,
  sizes: null,
  methods: false,
  users: false,
  statuses: false,
};

class Int32Reader implements TraceReader {
  readonly #builder: TraceBuilder;
  readonly #records: RecordCutter;
  #count = 0;

  constructor(options: TraceOptions) {
    this.#builder = new TraceBuilder(SHAPE, options);
    const littleEndian = options.byteOrder === 'little';
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
