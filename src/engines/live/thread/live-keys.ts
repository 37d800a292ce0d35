import type { Key } from '../../../core/ids.js';
import type { KeyModel } from '../../../environment/model.js';

/** So many keys that the scenario does not know are told apart; any further ones share the last number. */
const MOST_STRANGE_KEYS = 1_000_000;

/** Keys and their texts, also those that only a stranger asks for: they get the numbers after the scenario's own, in each thread its own. */
export class LiveKeys {
  readonly #count: number;
  readonly #texts: readonly string[];
  readonly #numbers = new Map<string, Key>();
  readonly #strange: string[] = [];

  constructor(model: KeyModel) {
    this.#count = model.count;
    this.#texts = model.texts;
    for (const [index, text] of model.texts.entries()) this.#numbers.set(text, model.count + index);
  }

  text(key: Key): string {
    if (key < this.#count) return String(key);
    const index = key - this.#count;
    return this.#texts[index] ?? this.#strange[index - this.#texts.length] ?? '';
  }

  number(text: string): Key {
    const number = Number(text);
    if (number >= 0 && number < this.#count && String(number) === text) return number;
    return this.#numbers.get(text) ?? this.#introduce(text);
  }

  #introduce(text: string): Key {
    const first = this.#count + this.#texts.length;
    if (this.#strange.length >= MOST_STRANGE_KEYS) return first + MOST_STRANGE_KEYS - 1;
    const number = first + this.#strange.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}
