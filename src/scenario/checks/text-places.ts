import type { Position } from '../../core/problem.js';
import type { Source } from '../../language/source.js';

/** Where the texts of a source stand, as values or as keys. */
export class TextPlaces {
  readonly #places = new Map<string, Position>();

  constructor(source: Source) {
    this.#collect(source);
  }

  /** The first place of the first of these texts that stands anywhere. */
  find(...texts: readonly string[]): Position | undefined {
    return texts.map((text) => this.#places.get(text)).find((place) => place !== undefined);
  }

  #collect(source: Source): void {
    if (source.kind === 'scalar') this.#add(source.text, source.at);
    else if (source.kind === 'list') for (const item of source.items) this.#collect(item);
    else {
      for (const { key, keyAt, value } of source.entries.values()) {
        this.#add(key, keyAt);
        this.#collect(value);
      }
    }
  }

  #add(text: string, at: Position): void {
    if (!this.#places.has(text)) this.#places.set(text, at);
  }
}
