/** Longer lines are not requests that anybody sent; they are counted, not kept. */
const LONGEST_LINE = 65_536;

const NEWLINE = 10;
const RETURN = 13;

/** What is done with each line: bytes [start, end) without the line's end. `null` bytes: the line was too long to keep. */
export interface LineTaker {
  line(bytes: Uint8Array, start: number, end: number, number: number): void;
  longLine(beginning: Uint8Array, number: number): void;
}

/** Cuts pieces of a file into lines; only a line that spans two pieces is copied. A missing last newline is no loss. */
export class LineSplitter {
  #number = 0;
  /** The beginning of a line whose end has not come yet; at most LONGEST_LINE of it. */
  readonly #kept = new Uint8Array(LONGEST_LINE);
  #keptLength = 0;
  /** True length of the unfinished line. */
  #length = 0;
  readonly #taker: LineTaker;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  take(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end < 0) break;
      if (this.#length > 0) {
        this.#keep(chunk, start, end);
        this.#emitKept();
      } else this.#emit(chunk, start, end);
      start = end + 1;
    }
    this.#keep(chunk, start, chunk.length);
  }

  finish(): void {
    if (this.#length > 0) this.#emitKept();
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const room = Math.min(end - start, LONGEST_LINE - this.#keptLength);
    this.#kept.set(chunk.subarray(start, start + room), this.#keptLength);
    this.#keptLength += room;
    this.#length += end - start;
  }

  #emitKept(): void {
    if (this.#length > LONGEST_LINE) this.#taker.longLine(this.#kept, ++this.#number);
    else this.#emit(this.#kept, 0, this.#length);
    this.#keptLength = 0;
    this.#length = 0;
  }

  #emit(bytes: Uint8Array, start: number, end: number): void {
    this.#number++;
    if (end - start > LONGEST_LINE) {
      this.#taker.longLine(bytes.subarray(start, start + LONGEST_LINE), this.#number);
      return;
    }
    const trimmed = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
    this.#taker.line(bytes, start, trimmed, this.#number);
  }
}
