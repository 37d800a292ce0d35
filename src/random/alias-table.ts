import { assert } from '../core/assert.js';
import type { RandomStream } from './stream.js';

/** Draws an index with the given weights in constant time: Walker's alias method, built as in Vose (1991). */
export class AliasTable {
  readonly #count: number;
  readonly #threshold: Float64Array;
  readonly #alias: Uint32Array;

  /** Weights are not negative and at least one is positive; they need not add up to 1. */
  constructor(weights: ArrayLike<number>) {
    this.#count = weights.length;
    this.#threshold = new Float64Array(weights.length);
    this.#alias = new Uint32Array(weights.length);
    this.#build(weights, totalOf(weights));
  }

  sample(stream: RandomStream): number {
    const index = stream.below(this.#count);
    return stream.uniform() < this.#threshold[index]! ? index : this.#alias[index]!;
  }

  /** Small ones stack up from the front of one array and large ones from its end; each step settles one small one. */
  #build(weights: ArrayLike<number>, total: number): void {
    const count = this.#count;
    const threshold = this.#threshold;
    const stack = new Uint32Array(count);
    let small = 0;
    let large = count;
    for (let index = 0; index < count; index++) {
      threshold[index] = (weights[index]! / total) * count;
      if (threshold[index]! < 1) stack[small++] = index;
      else stack[--large] = index;
    }
    while (small > 0 && large < count) {
      const poor = stack[--small]!;
      const rich = stack[large]!;
      this.#alias[poor] = rich;
      const rest = threshold[rich]! + threshold[poor]! - 1;
      threshold[rich] = rest;
      if (rest >= 1) continue;
      large++;
      stack[small++] = rich;
    }
    // What is left is 1 but for rounding.
    while (small > 0) threshold[stack[--small]!] = 1;
    while (large < count) threshold[stack[large++]!] = 1;
  }
}

function totalOf(weights: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index]!;
    assert(weight >= 0 && weight < Number.POSITIVE_INFINITY, `weight ${index} is ${weight}`);
    total += weight;
  }
  assert(total > 0 && total < Number.POSITIVE_INFINITY, `the weights add up to ${total}`);
  return total;
}
