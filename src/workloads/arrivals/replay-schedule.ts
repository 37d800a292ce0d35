import { SECOND, type Nanoseconds, NEVER } from '../../core/time.js';
import type { Trace } from '../traces/trace.js';

export interface Pace {
  readonly speed: number;
  readonly ties: 'together' | 'spread';
  readonly order: 'file' | 'time';
  /** Per second; only for traces without instants. */
  readonly rate: number;
}

/** When each row of a trace is due. Goes through the rows once; `advance` moves to the next. */
export class ReplaySchedule {
  readonly #trace: Trace;
  readonly #pace: Pace;
  /** Which row comes as the i-th; null: as in the file. */
  readonly #order: Uint32Array | null;
  readonly #origin: Nanoseconds;
  #place = -1;
  /** The instant in the trace that the present rows share, and where among them the present one is. */
  #instant: Nanoseconds = Number.NEGATIVE_INFINITY;
  #tie = 0;
  #ties = 1;
  #due: Nanoseconds = -1;

  constructor(trace: Trace, pace: Pace) {
    this.#trace = trace;
    this.#pace = pace;
    this.#order = pace.order === 'time' && trace.instants !== null ? orderByTime(trace.instants) : null;
    this.#origin = trace.instants?.[this.#rowAt(0)] ?? 0;
  }

  get row(): number {
    return this.#rowAt(this.#place);
  }

  /** Moves to the next row and answers when it is due; NEVER after the last. */
  advance(): Nanoseconds {
    if (++this.#place >= this.#trace.count) return NEVER;
    if (this.#trace.instants === null) return Math.round((this.#place * SECOND) / (this.#pace.rate * this.#pace.speed));
    this.#enter(this.#trace.instants);
    // Rows of the same instant leave one nanosecond apart: each sees what the row before it has done, as in the recording.
    const due = Math.floor((this.#instant - this.#origin + this.#spread()) / this.#pace.speed);
    this.#due = Math.max(due, this.#due + 1);
    return this.#due;
  }

  /** How long until every row has been due, with the second in which the last one was recorded. */
  lasts(): Nanoseconds {
    const { trace, speed, rate } = { trace: this.#trace, ...this.#pace };
    if (trace.instants === null) return Math.ceil((trace.count * SECOND) / (rate * speed));
    const latest = trace.instants.reduce((most, instant) => Math.max(most, instant), 0);
    const until = Math.ceil((latest - this.#origin + trace.resolution) / speed);
    // So fast that rows a nanosecond apart take longer than the recording's own clock leaves for them.
    return trace.resolution / speed < trace.count ? until + trace.count : until;
  }

  #enter(instants: Float64Array): void {
    const instant = instants[this.row]!;
    // A row that was written down late is sent late: the file's order is kept.
    if (instant <= this.#instant) {
      this.#tie++;
      return;
    }
    this.#instant = instant;
    this.#tie = 0;
    this.#ties = this.#pace.ties === 'spread' ? this.#countTies(instants) : 1;
  }

  #countTies(instants: Float64Array): number {
    let next = this.#place + 1;
    while (next < this.#trace.count && instants[this.#rowAt(next)]! <= this.#instant) next++;
    return next - this.#place;
  }

  #spread(): Nanoseconds {
    return this.#pace.ties === 'spread' ? (this.#tie * this.#trace.resolution) / this.#ties : 0;
  }

  #rowAt(place: number): number {
    return this.#order === null ? place : this.#order[place]!;
  }
}

/** Rows of equal instants keep the file's order. */
function orderByTime(instants: Float64Array): Uint32Array {
  const order = Uint32Array.from(instants, (_, row) => row);
  return order.toSorted((left, right) => instants[left]! - instants[right]! || left - right);
}
