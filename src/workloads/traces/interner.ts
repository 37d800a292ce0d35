/** Numbers texts in the order in which they first appear. Whole numbers are kept as numbers until their texts are asked for. */
export class Interner {
  readonly #numbers = new Map<number, number>();
  readonly #texts = new Map<string, number>();
  readonly #values: (string | number)[] = [];

  get size(): number {
    return this.#values.length;
  }

  /** A safe integer; never mix with texts that look like one. */
  number(value: number): number {
    let place = this.#numbers.get(value);
    if (place === undefined) {
      place = this.#values.push(value) - 1;
      this.#numbers.set(value, place);
    }
    return place;
  }

  text(value: string): number {
    let place = this.#texts.get(value);
    if (place === undefined) {
      place = this.#values.push(value) - 1;
      this.#texts.set(value, place);
    }
    return place;
  }

  texts(): string[] {
    return this.#values.map(String);
  }
}
