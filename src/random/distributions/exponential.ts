import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { standardExponential } from '../standard-exponential.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { notPositive } from './checks.js';

class Exponential implements Sampler {
  readonly #mean: number;
  readonly #stream: RandomStream;

  constructor(mean: number, stream: RandomStream) {
    this.#mean = mean;
    this.#stream = stream;
  }

  sample(): number {
    return whole(this.#mean * standardExponential(this.#stream));
  }
}

export const exponential: DistributionDefinition = {
  name: 'exponential',
  summary: 'Without memory: what a Poisson process leaves between two arrivals; its standard deviation equals its mean.',
  reference: 'exponential distribution, by inversion',
  parameters: [{ name: 'mean', dimension: 'value', summary: 'The mean.' }],
  check: ({ arguments: [mean] }) => notPositive('mean', mean!),
  mean: ({ arguments: [mean] }) => mean!,
  variance: ({ arguments: [mean] }) => mean! * mean!,
  cumulative: ({ arguments: [mean] }, x) => -Math.expm1(-x / mean!),
  create: ({ arguments: [mean] }, stream) => new Exponential(mean!, stream),
};
