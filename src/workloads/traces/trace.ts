import type { Described } from '../../core/definition.js';
import type { Bytes, Nanoseconds } from '../../core/time.js';
import type { KeySample } from './key-sample.js';

/**
 * Recorded requests in the file's own order: plain data that can be sent to another thread. Row i of each column is
 * request i; a column is null where the format does not have it.
 */
export interface Trace {
  readonly format: string;
  readonly count: number;
  /** Since the first row, as recorded: negative where a row is earlier than the first. */
  readonly instants: Float64Array | null;
  /** How finely the instants were written: one second in an access log. */
  readonly resolution: Nanoseconds;
  /** Places in `keyTexts`. */
  readonly keys: Int32Array | null;
  /** In the order in which they first appeared, each once; empty where only keys were to be kept. */
  readonly keyTexts: readonly string[];
  /** How many different keys there are. */
  readonly keyCount: number;
  /** Requests whose keys are not in the sample. */
  readonly leftOut: number;
  /** `answer`: what came back weighed so much. `object`: the thing that was read or written does. */
  readonly sizes: Float64Array | null;
  readonly sizesAre: 'answer' | 'object';
  /** Places in `methodNames`. */
  readonly methods: Int32Array | null;
  /** As written in the file (`GET`), in the order in which they first appeared. */
  readonly methodNames: readonly string[];
  /** Numbers from 0, in the order in which they first appeared. */
  readonly users: Int32Array | null;
  readonly userCount: number;
  readonly statuses: Int32Array | null;
  /** The sum of all sizes, those that were left out included. */
  readonly bytes: Bytes;
  /** From the earliest instant to the latest. */
  readonly span: Nanoseconds;
  /** Rows earlier than the row before them. */
  readonly outOfOrder: number;
  readonly unparsable: Unparsable;
}

/** What could not be read: never an error, since no log is clean. */
export interface Unparsable {
  readonly count: number;
  /** The first few. */
  readonly examples: readonly { readonly line: number; readonly reason: string; readonly text: string }[];
}

/** Takes a file piece by piece; pieces may end anywhere. */
export interface TraceReader {
  take(chunk: Uint8Array): void;
  /** Once, after the last piece. */
  finish(): Trace;
}

/** How a file is to be read, where its format leaves that open. */
export interface TraceOptions {
  /** `int32`: `big` unless said otherwise. */
  readonly byteOrder?: 'big' | 'little';
  /** `csv`: which column holds what, by its header or by its number from 0. */
  readonly columns?: TraceColumns;
  /** `csv`: whether the first line names the columns; true unless said otherwise. */
  readonly header?: boolean;
  /** `csv`: one character; a comma unless said otherwise. */
  readonly separator?: string;
  /** What is needed of each request, where that is not everything: the other columns are null then. */
  readonly keep?: 'keys' | 'keys-and-sizes';
  /** Only together with `keep`: requests of keys that are not in it are left out. */
  readonly sample?: KeySample;
  /** `csv`: what 1 means where times are plain numbers; one second unless said otherwise. */
  readonly timeUnit?: Nanoseconds;
}

export interface TraceColumns {
  readonly time?: string;
  readonly key?: string;
  readonly size?: string;
  readonly operation?: string;
  readonly user?: string;
}

/** A format in which recorded requests come. */
export interface TraceDefinition extends Described {
  /** Other names under which a scenario may ask for it. */
  readonly aliases: readonly string[];
  /** Whether a file looks like this, from its name (without `.gz`) and its first bytes. */
  detect(name: string, head: Uint8Array): boolean;
  /** Throws InputError where the options make no sense for this file. */
  open(options: TraceOptions): TraceReader;
}
