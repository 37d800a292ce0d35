const QUOTE = 34;
const LONGEST_ROW = 1024;

/**
 * Cuts one line of CSV into fields (RFC 4180, but that a field never holds a line's end). Fields are places in the
 * bytes given to `cut`, valid until the next line.
 */
export class CsvFields {
  count = 0;
  readonly #starts = new Int32Array(LONGEST_ROW);
  readonly #ends = new Int32Array(LONGEST_ROW);
  readonly #quoted = new Uint8Array(LONGEST_ROW);
  readonly #separator: number;
  readonly #decoder = new TextDecoder();
  #bytes = new Uint8Array(0);

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /** Answers why the line cannot be cut, or null when it was. */
  cut(bytes: Uint8Array, start: number, end: number): string | null {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.count = 0;
    for (let at = start; at <= end; at++) {
      if (this.count === LONGEST_ROW) return 'the line has more than 1024 fields';
      at = bytes[at] === QUOTE && at < end ? this.#cutQuoted(at + 1, end) : this.#cutPlain(at, end);
      if (at < 0) return 'a quoted field does not end where it should';
    }
    return null;
  }

  text(field: number): string {
    const text = this.#decoder.decode(this.#bytes.subarray(this.#starts[field], this.#ends[field]));
    return this.#quoted[field] === 1 ? text.replaceAll('""', '"') : text.trim();
  }

  #cutPlain(start: number, end: number): number {
    let at = start;
    while (at < end && this.#bytes[at] !== this.#separator) at++;
    this.#add(start, at, 0);
    return at;
  }

  #cutQuoted(start: number, end: number): number {
    let at = start;
    while (at < end && !(this.#bytes[at] === QUOTE && this.#bytes[at + 1] !== QUOTE)) at += this.#bytes[at] === QUOTE ? 2 : 1;
    if (at >= end) return -1;
    this.#add(start, at, 1);
    const behind = at + 1;
    return behind === end || this.#bytes[behind] === this.#separator ? behind : -1;
  }

  #add(start: number, end: number, quoted: number): void {
    this.#starts[this.count] = start;
    this.#ends[this.count] = end;
    this.#quoted[this.count++] = quoted;
  }
}
