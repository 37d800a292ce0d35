import { RecordCutter } from './record-cutter.js';
import type { Trace, TraceDefinition, TraceOptions, TraceReader } from './trace.js';
import { TraceBuilder, type TraceShape } from './trace-builder.js';

export const oracleGeneral: TraceDefinition = {
  name: 'oracle-general',
  aliases: ['oracleGeneral'],
  summary: 'Records of 24 bytes, little-endian: seconds, key, size and the place of the next request of the same key.',
  reference: 'libCacheSim, oracleGeneral traces',
  detect: (name) => /oracle-?general/i.test(name),
  open: (options) => new OracleGeneralReader(options),
};

const RECORD = 24;
const KEY = 4;
const SIZE = 12;
const HIGH_WORD = 4_294_967_296;
/** Above it a key of 64 bits is no safe integer any more. */
const SAFE_HIGH = 0x20_0000;

const SHAPE: TraceShape = {
  format: 'oracle-general',
  instants: true,
  keys: true,
  sizes: 'object',
  methods: false,
  users: false,
  statuses: false,
};

class OracleGeneralReader implements TraceReader {
  readonly #builder: TraceBuilder;
  readonly #records = new RecordCutter(RECORD, (view, at) => this.#record(view, at));
  #count = 0;

  constructor(options: TraceOptions) {
    this.#builder = new TraceBuilder(SHAPE, options);
  }

  take(chunk: Uint8Array): void {
    this.#records.take(chunk);
  }

  finish(): Trace {
    if (this.#records.left > 0) {
      this.#builder.unparsable.add(this.#count + 1, 'the file ends within a record', this.#records.leftBytes);
    }
    return this.#builder.finish();
  }

  #record(view: DataView, at: number): void {
    const builder = this.#builder;
    const low = view.getUint32(at + KEY, true);
    const high = view.getUint32(at + KEY + 4, true);
    this.#count++;
    builder.seconds = view.getUint32(at, true);
    if (high < SAFE_HIGH) builder.key = builder.keys.number(high * HIGH_WORD + low);
    else builder.key = builder.keys.text(String(view.getBigUint64(at + KEY, true)));
    builder.size = view.getUint32(at + SIZE, true);
    builder.add();
  }
}
