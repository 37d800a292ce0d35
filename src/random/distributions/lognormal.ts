import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { StandardNormal } from '../standard-normal.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { negative, notPositive } from './checks.js';
import { normalCumulative } from '../normal-cumulative.js';

class Lognormal implements Sampler {
  readonly #mu: number;
  readonly #sigma: number;
  readonly #normal: StandardNormal;

  constructor(mean: number, deviation: number, stream: RandomStream) {
    const ratio = deviation / mean;
    const variance = Math.log(1 + ratio * ratio);
    this.#mu = Math.log(mean) - variance / 2;
    this.#sigma = Math.sqrt(variance);
    this.#normal = new StandardNormal(stream);
  }

  sample(): number {
    return whole(Math.exp(this.#mu + this.#sigma * this.#normal.sample()));
  }
}

export const lognormal: DistributionDefinition = {
  name: 'lognormal',
  summary:
    'Skewed to the right, as measured service times are; mean and standard deviation are those of the samples, not of their logarithm.',
  reference: 'lognormal distribution: the exponential of a normal',
  parameters: [
    { name: 'mean', dimension: 'value', summary: 'The mean of the samples.' },
    { name: 'standard-deviation', dimension: 'value', summary: 'The standard deviation of the samples.' },
  ],
  check({ arguments: [mean, deviation] }) {
    return notPositive('mean', mean!) ?? negative('standard deviation', deviation!);
  },
  mean: ({ arguments: [mean] }) => mean!,
  variance: ({ arguments: [, deviation] }) => deviation! * deviation!,
  cumulative({ arguments: [mean, deviation] }, x) {
    if (deviation === 0) return x >= mean! ? 1 : 0;
    const ratio = deviation! / mean!;
    const variance = Math.log(1 + ratio * ratio);
    return normalCumulative((Math.log(x / mean!) + variance / 2) / Math.sqrt(variance));
  },
  create: ({ arguments: [mean, deviation] }, stream) => new Lognormal(mean!, deviation!, stream),
};
