const FIRST_PIECE = 1024;
const LARGEST_PIECE = 1 << 20;

/** A column of a trace while it is being read: typed arrays one after the other, so that growing copies nothing. */
export class GrowingColumn<Column extends Float64Array | Int32Array | Uint32Array> {
  length = 0;
  readonly #full: Column[] = [];
  #piece: Column;
  #at = 0;
  readonly #make: (length: number) => Column;

  constructor(make: (length: number) => Column) {
    this.#make = make;
    this.#piece = make(FIRST_PIECE);
  }

  push(value: number): void {
    if (this.#at === this.#piece.length) {
      this.#full.push(this.#piece);
      this.#piece = this.#make(Math.min(LARGEST_PIECE, this.#piece.length * 2));
      this.#at = 0;
    }
    this.#piece[this.#at++] = value;
    this.length++;
  }

  /** Exactly as long as what was pushed. What was collected stays only where more is to be pushed. */
  finish(): Column {
    const whole = this.#make(this.length);
    let at = 0;
    for (const piece of this.#full) {
      whole.set(piece, at);
      at += piece.length;
    }
    whole.set(this.#piece.subarray(0, this.#at), at);
    return whole;
  }
}
