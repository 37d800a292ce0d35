import type { DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { negative } from './checks.js';

class Uniform implements Sampler {
  readonly #low: number;
  readonly #span: number;
  readonly #stream: RandomStream;

  constructor(low: number, high: number, stream: RandomStream) {
    this.#low = low;
    this.#span = high - low;
    this.#stream = stream;
  }

  sample(): number {
    return whole(this.#low + this.#span * this.#stream.uniform());
  }
}

export const uniform: DistributionDefinition = {
  name: 'uniform',
  summary: 'Anything between two bounds, all equally likely.',
  reference: 'continuous uniform distribution',
  parameters: [
    { name: 'low', dimension: 'value', summary: 'The smallest sample.' },
    { name: 'high', dimension: 'value', summary: 'The largest sample.' },
  ],
  check({ arguments: [low, high] }) {
    return (
      negative('low', low!) ?? (high! >= low! && high! < Number.POSITIVE_INFINITY ? undefined : 'high must not be less than low')
    );
  },
  mean: ({ arguments: [low, high] }) => (low! + high!) / 2,
  variance: ({ arguments: [low, high] }) => ((high! - low!) * (high! - low!)) / 12,
  cumulative({ arguments: [low, high] }, x) {
    if (x >= high!) return 1;
    return x <= low! ? 0 : (x - low!) / (high! - low!);
  },
  create: ({ arguments: [low, high] }, stream) => new Uniform(low!, high!, stream),
};
