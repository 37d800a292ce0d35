import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { standardExponential } from '../standard-exponential.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { notPositive } from './checks.js';

class Hyperexponential implements Sampler {
  readonly #probability: number;
  readonly #firstMean: number;
  readonly #secondMean: number;
  readonly #stream: RandomStream;

  constructor(mean: number, variation: number, stream: RandomStream) {
    this.#probability = (1 + Math.sqrt((variation - 1) / (variation + 1))) / 2;
    this.#firstMean = mean / (2 * this.#probability);
    this.#secondMean = mean / (2 * (1 - this.#probability));
    this.#stream = stream;
  }

  sample(): number {
    const mean = this.#stream.uniform() < this.#probability ? this.#firstMean : this.#secondMean;
    return whole(mean * standardExponential(this.#stream));
  }
}

export const hyperexponential: DistributionDefinition = {
  name: 'hyperexponential',
  summary: 'More variable than exponential: mostly short ones and some long ones, each kind with half of the total time.',
  reference: 'two-phase hyperexponential with balanced means (Whitt, The queueing network analyzer, 1983)',
  parameters: [
    { name: 'mean', dimension: 'value', summary: 'The mean.' },
    { name: 'squared-variation', dimension: 'number', summary: 'Variance over squared mean, at least 1; 1 is exponential.' },
  ],
  check({ arguments: [mean, variation] }) {
    const sensible = variation! >= 1 && variation! <= 1e6;
    return notPositive('mean', mean!) ?? (sensible ? undefined : 'the squared variation must be at least 1, and at most 1M');
  },
  mean: ({ arguments: [mean] }) => mean!,
  variance: ({ arguments: [mean, variation] }) => mean! * mean! * variation!,
  cumulative({ arguments: [mean, variation] }, x) {
    const first = (1 + Math.sqrt((variation! - 1) / (variation! + 1))) / 2;
    const longer = (share: number): number => share * Math.exp((-x * 2 * share) / mean!);
    return 1 - longer(first) - longer(1 - first);
  },
  create: ({ arguments: [mean, variation] }, stream) => new Hyperexponential(mean!, variation!, stream),
};
