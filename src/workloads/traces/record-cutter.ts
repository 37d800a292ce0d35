/** Cuts pieces of a binary file into records of one length, also where a record spans two pieces. */
export class RecordCutter {
  readonly #length: number;
  readonly #kept: Uint8Array;
  readonly #keptView: DataView;
  readonly #take: (view: DataView, at: number) => void;
  #keptLength = 0;

  constructor(length: number, take: (view: DataView, at: number) => void) {
    this.#length = length;
    this.#kept = new Uint8Array(length);
    this.#keptView = new DataView(this.#kept.buffer);
    this.#take = take;
  }

  /** How many bytes of a record without its end have been seen; 0 at the end of a whole file. */
  get left(): number {
    return this.#keptLength;
  }

  /** The beginning of a record without its end. */
  get leftBytes(): Uint8Array {
    return this.#kept.subarray(0, this.#keptLength);
  }

  take(chunk: Uint8Array): void {
    let at = 0;
    if (this.#keptLength > 0) {
      at = Math.min(this.#length - this.#keptLength, chunk.length);
      this.#kept.set(chunk.subarray(0, at), this.#keptLength);
      this.#keptLength += at;
      if (this.#keptLength < this.#length) return;
      this.#take(this.#keptView, 0);
      this.#keptLength = 0;
    }
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (; at + this.#length <= chunk.length; at += this.#length) this.#take(view, at);
    this.#kept.set(chunk.subarray(at));
    this.#keptLength = chunk.length - at;
  }
}
