import type { Key } from '../../core/ids.js';

/**
 * Gives the keys of all traces of one scenario their numbers in a Model: a text that is a number below `count` is that
 * number, any other text follows behind, in the order in which it first appeared.
 */
export class KeyNumbering {
  readonly #count: number;
  readonly #numbers = new Map<string, Key>();
  readonly #texts: string[] = [];

  /** `count` keys are numbers, whether or not a trace names them. */
  constructor(count: number) {
    this.#count = count;
  }

  /** Place i holds the key of text i. */
  add(texts: readonly string[]): Int32Array {
    return Int32Array.from(texts, (text) => this.#numberOf(text));
  }

  /** As `KeyModel.texts` wants them. */
  texts(): readonly string[] {
    return this.#texts;
  }

  #numberOf(text: string): Key {
    const number = Number(text);
    if (number < this.#count && String(number) === text && Number.isInteger(number) && number >= 0) return number;
    let key = this.#numbers.get(text);
    if (key === undefined) {
      key = this.#count + this.#texts.length;
      this.#texts.push(text);
      this.#numbers.set(text, key);
    }
    return key;
  }
}
