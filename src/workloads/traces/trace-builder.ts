import { SECOND, type Nanoseconds } from '../../core/time.js';
import { GrowingColumn } from './growing-column.js';
import { Interner } from './interner.js';
import type { KeySample } from './key-sample.js';
import type { Trace, TraceOptions } from './trace.js';
import { UnparsableLines } from './unparsable-lines.js';

/** What a format has; the other columns of its traces are null. */
export interface TraceShape {
  readonly format: string;
  readonly instants: boolean;
  readonly keys: boolean;
  readonly sizes: 'answer' | 'object' | null;
  readonly methods: boolean;
  readonly users: boolean;
  readonly statuses: boolean;
}

/** Collects the rows of a trace. Fill in the fields that the shape has, then call `add`. */
export class TraceBuilder {
  /** Gives -1 for a key that is not in the sample; its request is then left out. */
  readonly keys: Interner;
  readonly methods = new Interner();
  readonly users = new Interner();
  readonly unparsable = new UnparsableLines();
  /** How finely instants are written; a reader that finds finer ones lowers it. */
  resolution: Nanoseconds = SECOND;
  /** Since any epoch; whole seconds and the rest apart, since nanoseconds since 1970 do not fit into a number. */
  seconds = 0;
  nanoseconds = 0;
  key = 0;
  size = 0;
  method = 0;
  user = 0;
  status = 0;

  #count = 0;
  #firstSecond = 0;
  #firstNanosecond = 0;
  #previous = 0;
  #earliest = 0;
  #latest = 0;
  #outOfOrder = 0;
  #bytes = 0;
  #leftOut = 0;
  readonly #shape: TraceShape;
  readonly #options: TraceOptions;
  readonly #instants = new GrowingColumn((length) => new Float64Array(length));
  #keys = new GrowingColumn((length) => new Int32Array(length));
  #sizes = new GrowingColumn((length) => new Float64Array(length));
  readonly #methods = new GrowingColumn((length) => new Int32Array(length));
  readonly #users = new GrowingColumn((length) => new Int32Array(length));
  readonly #statuses = new GrowingColumn((length) => new Int32Array(length));

  constructor(shape: TraceShape, options: TraceOptions) {
    this.#shape = kept(shape, options.keep ?? 'everything');
    this.#options = options;
    this.keys = new Interner({ keepsTexts: options.keep === undefined, sample: options.sample ?? null });
  }

  add(): void {
    const shape = this.#shape;
    this.#bytes += this.size;
    if (this.key < 0) {
      this.#leftOut++;
      return;
    }
    if (shape.instants) this.#addInstant();
    if (shape.keys) this.#keys.push(this.key);
    if (shape.sizes !== null) this.#sizes.push(this.size);
    if (shape.methods) this.#methods.push(this.method);
    if (shape.users) this.#users.push(this.user);
    if (shape.statuses) this.#statuses.push(this.status);
    this.#count++;
    const { sample } = this.#options;
    if (sample !== undefined && this.keys.size > 2 * sample.limit) this.#shrink(sample);
  }

  finish(): Trace {
    const shape = this.#shape;
    const { sample } = this.#options;
    if (sample !== undefined && this.keys.size > sample.limit) this.#shrink(sample);
    return {
      format: shape.format,
      count: this.#count,
      instants: shape.instants ? this.#instants.finish() : null,
      resolution: this.resolution,
      keys: shape.keys ? this.#keys.finish() : null,
      keyTexts: this.keys.texts(),
      keyCount: this.keys.size,
      leftOut: this.#leftOut,
      sizes: shape.sizes === null ? null : this.#sizes.finish(),
      sizesAre: shape.sizes ?? 'answer',
      methods: shape.methods ? this.#methods.finish() : null,
      methodNames: this.methods.texts(),
      users: shape.users ? this.#users.finish() : null,
      userCount: this.users.size,
      statuses: shape.statuses ? this.#statuses.finish() : null,
      bytes: this.#bytes,
      span: this.#latest - this.#earliest,
      outOfOrder: this.#outOfOrder,
      unparsable: this.unparsable.finish(),
    };
  }

  /** Takes out the requests whose keys have left the sample. */
  #shrink(sample: KeySample): void {
    const places = this.keys.shrink(sample);
    const keys = this.#keys.finish();
    const sizes = this.#sizes.finish();
    this.#keys = new GrowingColumn((length) => new Int32Array(length));
    this.#sizes = new GrowingColumn((length) => new Float64Array(length));
    for (const [row, key] of keys.entries()) {
      if (places[key]! < 0) continue;
      this.#keys.push(places[key]!);
      if (this.#shape.sizes !== null) this.#sizes.push(sizes[row]!);
    }
    this.#leftOut += keys.length - this.#keys.length;
    this.#count = this.#keys.length;
  }

  #addInstant(): void {
    if (this.#count === 0) {
      this.#firstSecond = this.seconds;
      this.#firstNanosecond = this.nanoseconds;
    }
    const instant = (this.seconds - this.#firstSecond) * SECOND + (this.nanoseconds - this.#firstNanosecond);
    if (instant < this.#previous) this.#outOfOrder++;
    if (instant < this.#earliest) this.#earliest = instant;
    if (instant > this.#latest) this.#latest = instant;
    this.#previous = instant;
    this.#instants.push(instant);
  }
}

/** The columns that are both there and asked for. */
function kept(shape: TraceShape, keep: 'everything' | 'keys' | 'keys-and-sizes'): TraceShape {
  if (keep === 'everything') return shape;
  const { format, keys, sizes } = shape;
  const sizesToo = keep === 'keys-and-sizes';
  return { format, instants: false, keys, sizes: sizesToo ? sizes : null, methods: false, users: false, statuses: false };
}
