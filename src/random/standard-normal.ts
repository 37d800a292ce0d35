import type { RandomStream } from './stream.js';

/** Normals with mean 0 and standard deviation 1, by Marsaglia's polar method: two at a time. */
export class StandardNormal {
  readonly #stream: RandomStream;
  #spare = 0;
  #hasSpare = false;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  sample(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false;
      return this.#spare;
    }
    let first: number;
    let square: number;
    do {
      first = 2 * this.#stream.uniform() - 1;
      const second = 2 * this.#stream.uniform() - 1;
      square = first * first + second * second;
      this.#spare = second;
    } while (square >= 1 || square === 0);
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    this.#spare *= factor;
    this.#hasSpare = true;
    return first * factor;
  }
}
