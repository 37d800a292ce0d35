const FIRST_CAPACITY = 1024;

/** A column of a trace while it is being read: a typed array that doubles. */
export class GrowingColumn<Column extends Float64Array | Int32Array> {
  length = 0;
  #values: Column;
  readonly #make: (length: number) => Column;

  constructor(make: (length: number) => Column) {
    this.#make = make;
    this.#values = make(FIRST_CAPACITY);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = this.#make(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  /** Exactly as long as what was pushed. */
  finish(): Column {
    return this.#values.slice(0, this.length) as Column;
  }
}
