import { InputError } from '../../core/problem.js';
import { SECOND } from '../../core/time.js';
import { type ColumnPlaces, placeColumns } from './csv-columns.js';
import { CsvFields } from './csv-fields.js';
import { LineSplitter, type LineTaker } from './line-splitter.js';
import type { Trace, TraceColumns, TraceDefinition, TraceOptions, TraceReader } from './trace.js';
import { TraceBuilder, type TraceShape } from './trace-builder.js';
import { WrittenInstant } from './written-instant.js';

export const csv: TraceDefinition = {
  name: 'csv',
  aliases: [],
  summary: 'Lines of fields, of which the scenario names those that hold time, key, size, operation and user.',
  reference: 'RFC 4180',
  detect: (name) => /\.(csv|tsv)$/i.test(name),
  open(options) {
    const columns = options.columns;
    if (columns === undefined || Object.values(columns).every((name) => name === undefined)) {
      throw new InputError([
        {
          message: 'a CSV trace needs to know its columns',
          hint: 'write `columns: { time: TIMESTAMP, key: id }` beside `replay`, or --columns key=id',
        },
      ]);
    }
    return new CsvReader(columns, options);
  },
};

const BYTE_ORDER_MARK = '\ufeff';

class CsvReader implements TraceReader, LineTaker {
  readonly #columns: TraceColumns;
  readonly #lines = new LineSplitter(this);
  readonly #fields: CsvFields;
  readonly #instant: WrittenInstant;
  readonly #builder: TraceBuilder;
  #places: ColumnPlaces | null;

  constructor(columns: TraceColumns, options: TraceOptions) {
    this.#columns = columns;
    this.#fields = new CsvFields(options.separator ?? ',');
    this.#instant = new WrittenInstant(options.timeUnit ?? SECOND);
    this.#places = options.header === false ? placeColumns(columns, null) : null;
    const shape: TraceShape = {
      format: 'csv',
      instants: columns.time !== undefined,
      keys: columns.key !== undefined,
      sizes: columns.size === undefined ? null : 'object',
      methods: columns.operation !== undefined,
      users: columns.user !== undefined,
      statuses: false,
    };
    this.#builder = new TraceBuilder(shape, options);
    this.#builder.resolution = Number.POSITIVE_INFINITY;
  }

  take(chunk: Uint8Array): void {
    this.#lines.take(chunk);
  }

  finish(): Trace {
    this.#lines.finish();
    if (!Number.isFinite(this.#builder.resolution)) this.#builder.resolution = SECOND;
    return this.#builder.finish();
  }

  line(bytes: Uint8Array, start: number, end: number, number: number): void {
    let reason = start === end ? 'the line is empty' : this.#fields.cut(bytes, start, end);
    if (reason === null && this.#places === null) {
      this.#readHeader();
      return;
    }
    if (reason === null) reason = this.#row(this.#places!);
    if (reason === null) this.#builder.add();
    else this.#builder.unparsable.add(number, reason, bytes.subarray(start, end));
  }

  longLine(beginning: Uint8Array, number: number): void {
    this.#builder.unparsable.add(number, 'the line is longer than 64 KiB', beginning);
  }

  #readHeader(): void {
    const names = Array.from({ length: this.#fields.count }, (_, field) => this.#fields.text(field));
    if (names[0]?.startsWith(BYTE_ORDER_MARK)) names[0] = names[0].slice(1);
    this.#places = placeColumns(this.#columns, names);
  }

  #row(places: ColumnPlaces): string | null {
    const fields = this.#fields;
    const builder = this.#builder;
    const last = Math.max(places.time, places.key, places.size, places.operation, places.user);
    if (last >= fields.count) return `the line has only ${fields.count} fields`;
    if (places.time >= 0 && !this.#readInstant(fields.text(places.time))) return 'the time is neither ISO 8601 nor a number';
    if (places.size >= 0 && !this.#readSize(fields.text(places.size))) return 'the size is no number';
    if (places.key >= 0) builder.key = builder.keys.text(fields.text(places.key));
    if (places.operation >= 0) builder.method = builder.methods.text(fields.text(places.operation));
    if (places.user >= 0) builder.user = builder.users.text(fields.text(places.user));
    return null;
  }

  #readInstant(text: string): boolean {
    const instant = this.#instant;
    if (!instant.read(text)) return false;
    this.#builder.seconds = instant.seconds;
    this.#builder.nanoseconds = instant.nanoseconds;
    if (instant.resolution < this.#builder.resolution) this.#builder.resolution = instant.resolution;
    return true;
  }

  #readSize(text: string): boolean {
    if (!/^\d{1,15}(\.\d{1,18})?$/.test(text)) return false;
    this.#builder.size = Math.round(Number(text));
    return true;
  }
}
