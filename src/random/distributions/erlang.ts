import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { standardExponential } from '../standard-exponential.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { notPositive } from './checks.js';
import { gamma } from './gamma.js';
import { lowerGamma } from '../lower-gamma.js';

/** Beyond this many phases a gamma variate is cheaper than a sum. */
const MANY_PHASES = 8;

class Erlang implements Sampler {
  readonly #phase: number;
  readonly #phases: number;
  readonly #stream: RandomStream;

  constructor(mean: number, phases: number, stream: RandomStream) {
    this.#phase = mean / phases;
    this.#phases = phases;
    this.#stream = stream;
  }

  sample(): number {
    let sum = 0;
    for (let phase = 0; phase < this.#phases; phase++) sum += standardExponential(this.#stream);
    return whole(this.#phase * sum);
  }
}

export const erlang: DistributionDefinition = {
  name: 'erlang',
  summary: 'The sum of so many exponential phases: the more of them, the more regular.',
  reference: 'Erlang distribution; a sum of exponentials, for more than 8 phases a gamma of that shape',
  parameters: [
    { name: 'mean', dimension: 'value', summary: 'The mean of the whole.' },
    { name: 'phases', dimension: 'count', summary: 'How many phases.' },
  ],
  check({ arguments: [mean, phases] }) {
    return (
      notPositive('mean', mean!) ?? (Number.isInteger(phases) && phases! >= 1 ? undefined : 'there must be at least one phase')
    );
  },
  mean: ({ arguments: [mean] }) => mean!,
  variance: ({ arguments: [mean, phases] }) => (mean! * mean!) / phases!,
  cumulative: ({ arguments: [mean, phases] }, x) => lowerGamma(phases!, (x * phases!) / mean!),
  create(config, stream) {
    const [mean, phases] = config.arguments;
    return phases! > MANY_PHASES ? gamma.create(config, stream) : new Erlang(mean!, phases!, stream);
  },
};
