import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { StandardNormal } from '../standard-normal.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { cumulativeOf, normalCumulative } from '../normal-cumulative.js';
import { negative } from './checks.js';

class Normal implements Sampler {
  readonly #mean: number;
  readonly #deviation: number;
  readonly #normal: StandardNormal;

  constructor(mean: number, deviation: number, stream: RandomStream) {
    this.#mean = mean;
    this.#deviation = deviation;
    this.#normal = new StandardNormal(stream);
  }

  /** The mean is not negative, so that at least every second draw is accepted. */
  sample(): number {
    let value: number;
    do value = this.#mean + this.#deviation * this.#normal.sample();
    while (value < 0);
    return whole(value);
  }
}

export const normal: DistributionDefinition = {
  name: 'normal',
  summary: 'The bell curve, cut off at 0: a negative draw is drawn again, which raises the mean where the deviation is large.',
  reference: "normal distribution, by Marsaglia's polar method; truncated at 0 by rejection",
  parameters: [
    { name: 'mean', dimension: 'value', summary: 'The mean before the cut.' },
    { name: 'standard-deviation', dimension: 'value', summary: 'The standard deviation before the cut.' },
  ],
  check({ arguments: [mean, deviation] }) {
    return negative('mean', mean!) ?? negative('standard deviation', deviation!);
  },
  mean: ({ arguments: [mean, deviation] }) => truncatedMean(mean!, deviation!),
  variance({ arguments: [mean, deviation] }) {
    // Of the normal, less what the cut at 0 takes away: with m the mean after the cut, it is d^2 + mean m - m^2.
    const after = truncatedMean(mean!, deviation!);
    return deviation! * deviation! + mean! * after - after * after;
  },
  cumulative({ arguments: [mean, deviation] }, x) {
    if (deviation === 0) return x >= mean! ? 1 : 0;
    const cut = normalCumulative(-mean! / deviation!);
    return (normalCumulative((x - mean!) / deviation!) - cut) / (1 - cut);
  },
  create: ({ arguments: [mean, deviation] }, stream) => new Normal(mean!, deviation!, stream),
};

/** The mean of what lies above 0: mean + deviation * density(z) / cumulative(z), with z = mean / deviation. */
function truncatedMean(mean: number, deviation: number): number {
  if (deviation === 0) return mean;
  const z = mean / deviation;
  if (z > 8) return mean;
  const density = 0.3989422804014327 * Math.exp(-0.5 * z * z);
  return mean + (deviation * density) / cumulativeOf(z, density);
}
