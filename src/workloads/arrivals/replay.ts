import { assert } from '../../core/assert.js';
import type { Position } from '../../core/problem.js';
import { type Nanoseconds, NEVER } from '../../core/time.js';
import { isNull } from '../../language/plain-source.js';
import type { Schema } from '../../language/schema.js';
import { choice, duration, flag, number, rate, text } from '../../language/schemas/scalars.js';
import { defaulted, object, optional, required, transform } from '../../language/schemas/structures.js';
import { traceFormat, traces } from '../traces/registry.js';
import type { Trace, TraceOptions } from '../traces/trace.js';
import type { Arrivals, ArrivalsDefinition, Recorded } from './arrivals.js';
import { type Pace, ReplaySchedule } from './replay-schedule.js';

export interface ReplayOptions extends Pace {
  /** The file as the scenario names it, and where; null once the trace has been read. */
  readonly file: { readonly path: string; readonly at: Position } | null;
  /** A format's name, or `detect`. */
  readonly format: string;
  readonly reading: TraceOptions;
  /** null until the loader has read the file. */
  readonly trace: Trace | null;
  /** The Model's key for each of the trace's `keyTexts`. */
  readonly keys: Int32Array | null;
}

class ReplayArrivals implements Arrivals, Recorded {
  readonly clients = 1;
  readonly recorded = this;
  readonly trace: Trace;
  readonly keys: Int32Array;
  readonly #schedule: ReplaySchedule;

  constructor(options: ReplayOptions) {
    assert(options.trace !== null && options.keys !== null, 'a replay was made before its trace was read');
    this.trace = options.trace;
    this.keys = options.keys;
    this.#schedule = new ReplaySchedule(options.trace, options);
  }

  get row(): number {
    return this.#schedule.row;
  }

  first(): Nanoseconds {
    return this.#schedule.advance();
  }

  afterIssue(): Nanoseconds {
    return this.#schedule.advance();
  }

  afterReply(): Nanoseconds {
    return NEVER;
  }
}

const PIPED_IN = '-';

/** A path. YAML takes a bare `-` for a list of nothing; here it is what is piped in. */
const file: Schema<NonNullable<ReplayOptions['file']>> = {
  expected: 'a file, or -',
  json: () => text().json(),
  read(source, reader) {
    const bare = source.kind === 'list' && source.items.length === 1 && isNull(source.items[0]!);
    const path = bare ? PIPED_IN : text().read(source, reader);
    return path === undefined ? undefined : { path, at: source.at };
  },
};

const columns = object({
  time: optional(text(), 'When the request was sent: ISO 8601, or a number of `time-unit`.'),
  key: optional(text(), 'What it was about.'),
  size: optional(text(), 'How many bytes that has.'),
  operation: optional(text(), 'What was done; see `operations-from`.'),
  user: optional(text(), 'Who did it.'),
});

const separator: Schema<string> = transform(text(), (value, source, reader) => {
  const plain = value === '\\t' || value === 'tab' ? '\t' : value;
  if (plain.length === 1 && plain !== '"') return plain;
  return reader.report(source, 'expected a separator of one character, or tab');
});

const format: Schema<string> = transform(text(), (value, source, reader) => {
  const found = traceFormat(value);
  if (found !== undefined || value === 'detect') return found?.name ?? value;
  return reader.report(source, `there is no trace format named ${value}`, `write one of ${traces.names().join(', ')}`);
});

const fields = object({
  replay: required(file, 'The file with the recorded requests, plain or compressed by gzip; - is what is piped in.'),
  format: defaulted(format, 'detect', 'The format of the file; normally it is seen.'),
  speed: defaulted(number({ minExclusive: 0 }), '1', 'How many times faster than recorded.'),
  ties: defaulted(
    choice('together', 'spread'),
    'together',
    'Requests recorded in the same second: all at its beginning, or evenly over it.',
  ),
  order: defaulted(
    choice('file', 'time'),
    'file',
    "Whether the file's order is kept, so that a late line is sent late, or requests are sorted by time.",
  ),
  rate: defaulted(rate({ minExclusive: 0 }), '1000/s', 'How fast a trace without instants is sent.'),
  columns: optional(columns, 'Which column of a CSV file holds what, by its header or its number from 0.'),
  header: defaulted(flag(), 'true', 'Whether the first line of a CSV file names the columns.'),
  separator: defaulted(separator, ',', 'What stands between two fields of a CSV file.'),
  'time-unit': defaulted(duration({ minExclusive: 0 }), '1s', 'What 1 means where a CSV file has plain numbers as times.'),
  'byte-order': defaulted(choice('big', 'little'), 'big', 'The order of the bytes in a file of the format int32.'),
});

const schema: Schema<ReplayOptions> = transform(fields, (options) => ({
  file: options.replay,
  format: options.format,
  speed: options.speed,
  ties: options.ties,
  order: options.order,
  rate: options.rate,
  reading: {
    byteOrder: options['byte-order'],
    ...(options.columns === undefined ? {} : { columns: options.columns }),
    header: options.header,
    separator: options.separator,
    timeUnit: options['time-unit'],
  },
  trace: null,
  keys: null,
}));

export const replay: ArrivalsDefinition<ReplayOptions> = {
  name: 'replay',
  summary: 'Requests as they were recorded: when, what, how large and by whom, as far as the file knows.',
  reference: 'open-loop replay of a trace',
  engines: ['virtual', 'live'],
  form: 'map',
  example: '{ replay: access.log, speed: 10 }',
  schema: () => schema,
  scaled: (options, share) => ({ value: { ...options, speed: options.speed * share } }),
  lasts: (options) => (options.trace === null ? NEVER : new ReplaySchedule(options.trace, options).lasts()),
  create: (options) => new ReplayArrivals(options),
};
