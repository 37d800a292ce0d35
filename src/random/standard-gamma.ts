import { StandardNormal } from './standard-normal.js';
import type { RandomStream } from './stream.js';

/** Gamma variates with scale 1: Marsaglia and Tsang, "A simple method for generating gamma variables" (2000). */
export class StandardGamma {
  readonly #stream: RandomStream;
  readonly #normal: StandardNormal;
  readonly #d: number;
  readonly #c: number;
  /** 1 / shape where the shape is below 1: such a variate is one of shape + 1 times a power of a uniform. */
  readonly #boost: number;

  constructor(shape: number, stream: RandomStream) {
    this.#stream = stream;
    this.#normal = new StandardNormal(stream);
    this.#boost = shape < 1 ? 1 / shape : 0;
    this.#d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
    this.#c = 1 / Math.sqrt(9 * this.#d);
  }

  sample(): number {
    const value = this.#aboveOne();
    if (this.#boost === 0) return value;
    return value * Math.exp(this.#boost * Math.log(this.#stream.uniform()));
  }

  #aboveOne(): number {
    for (;;) {
      const normal = this.#normal.sample();
      const root = 1 + this.#c * normal;
      if (root <= 0) continue;
      const cube = root * root * root;
      const uniform = this.#stream.uniform();
      if (Math.log(uniform) < 0.5 * normal * normal + this.#d * (1 - cube + Math.log(cube))) return this.#d * cube;
    }
  }
}
