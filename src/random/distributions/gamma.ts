import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { StandardGamma } from '../standard-gamma.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { notPositive } from './checks.js';
import { lowerGamma } from '../lower-gamma.js';

class Gamma implements Sampler {
  readonly #scale: number;
  readonly #gamma: StandardGamma;

  constructor(mean: number, shape: number, stream: RandomStream) {
    this.#scale = mean / shape;
    this.#gamma = new StandardGamma(shape, stream);
  }

  sample(): number {
    return whole(this.#scale * this.#gamma.sample());
  }
}

export const gamma: DistributionDefinition = {
  name: 'gamma',
  summary:
    'From bursty to regular: shape 1 is exponential, below 1 varies more, above 1 less (squared coefficient of variation 1 / shape).',
  reference: 'Marsaglia and Tsang, A simple method for generating gamma variables (2000)',
  parameters: [
    { name: 'mean', dimension: 'value', summary: 'The mean.' },
    { name: 'shape', dimension: 'number', summary: 'The shape.' },
  ],
  check: ({ arguments: [mean, shape] }) => notPositive('mean', mean!) ?? notPositive('shape', shape!),
  mean: ({ arguments: [mean] }) => mean!,
  variance: ({ arguments: [mean, shape] }) => (mean! * mean!) / shape!,
  cumulative: ({ arguments: [mean, shape] }, x) => lowerGamma(shape!, (x * shape!) / mean!),
  create: ({ arguments: [mean, shape] }, stream) => new Gamma(mean!, shape!, stream),
};
