import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { standardExponential } from '../standard-exponential.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { notPositive } from './checks.js';

class Pareto implements Sampler {
  readonly #minimum: number;
  readonly #power: number;
  readonly #stream: RandomStream;

  constructor(minimum: number, shape: number, stream: RandomStream) {
    this.#minimum = minimum;
    this.#power = 1 / shape;
    this.#stream = stream;
  }

  sample(): number {
    return whole(this.#minimum * Math.exp(this.#power * standardExponential(this.#stream)));
  }
}

export const pareto: DistributionDefinition = {
  name: 'pareto',
  summary: 'A tail so heavy that few large ones make most of the sum: no variance for a shape up to 2, no mean up to 1.',
  reference: 'Pareto distribution (type I), by inversion',
  parameters: [
    { name: 'minimum', dimension: 'value', summary: 'The smallest sample.' },
    { name: 'shape', dimension: 'number', summary: 'How fast the tail falls; the smaller, the heavier.' },
  ],
  check: ({ arguments: [minimum, shape] }) => notPositive('minimum', minimum!) ?? notPositive('shape', shape!),
  mean: ({ arguments: [minimum, shape] }) => (shape! > 1 ? (shape! * minimum!) / (shape! - 1) : Number.POSITIVE_INFINITY),
  variance({ arguments: [minimum, shape] }) {
    if (shape! <= 2) return Number.POSITIVE_INFINITY;
    return (minimum! * minimum! * shape!) / ((shape! - 1) * (shape! - 1) * (shape! - 2));
  },
  cumulative: ({ arguments: [minimum, shape] }, x) => (x <= minimum! ? 0 : -Math.expm1(-shape! * Math.log(x / minimum!))),
  create: ({ arguments: [minimum, shape] }, stream) => new Pareto(minimum!, shape!, stream),
};
