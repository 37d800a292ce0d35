import { SECOND, type Nanoseconds } from '../../core/time.js';
import { GrowingColumn } from './growing-column.js';
import { Interner } from './interner.js';
import type { Trace } from './trace.js';
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
  readonly keys = new Interner();
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
  readonly #shape: TraceShape;
  readonly #instants = new GrowingColumn((length) => new Float64Array(length));
  readonly #keys = new GrowingColumn((length) => new Int32Array(length));
  readonly #sizes = new GrowingColumn((length) => new Float64Array(length));
  readonly #methods = new GrowingColumn((length) => new Int32Array(length));
  readonly #users = new GrowingColumn((length) => new Int32Array(length));
  readonly #statuses = new GrowingColumn((length) => new Int32Array(length));

  constructor(shape: TraceShape) {
    this.#shape = shape;
  }

  add(): void {
    const shape = this.#shape;
    if (shape.instants) this.#addInstant();
    if (shape.keys) this.#keys.push(this.key);
    if (shape.sizes !== null) {
      this.#sizes.push(this.size);
      this.#bytes += this.size;
    }
    if (shape.methods) this.#methods.push(this.method);
    if (shape.users) this.#users.push(this.user);
    if (shape.statuses) this.#statuses.push(this.status);
    this.#count++;
  }

  finish(): Trace {
    const shape = this.#shape;
    return {
      format: shape.format,
      count: this.#count,
      instants: shape.instants ? this.#instants.finish() : null,
      resolution: this.resolution,
      keys: shape.keys ? this.#keys.finish() : null,
      keyTexts: this.keys.texts(),
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
