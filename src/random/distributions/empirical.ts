import type { DistributionConfig, DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';

class Empirical implements Sampler {
  readonly #values: Float64Array;
  readonly #stream: RandomStream;

  constructor(values: Float64Array, stream: RandomStream) {
    this.#values = values;
    this.#stream = stream;
  }

  sample(): number {
    return whole(this.#values[this.#stream.below(this.#values.length)]!);
  }
}

export const empirical: DistributionDefinition = {
  name: 'empirical',
  summary: 'One of the values in a file, each line equally likely and independent of the one before.',
  reference: 'empirical distribution function, without interpolation',
  parameters: [
    {
      name: 'file',
      dimension: 'file',
      summary: 'One value per line, or the first column of a CSV file; relative to the scenario.',
    },
  ],
  check: (config) => (valuesOf(config).length === 0 ? 'the file holds no value' : undefined),
  mean: (config) => valuesOf(config).reduce((sum, value) => sum + value, 0) / valuesOf(config).length,
  variance(config) {
    const mean = empirical.mean(config);
    return valuesOf(config).reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / valuesOf(config).length;
  },
  cumulative: (config, x) => valuesOf(config).reduce((count, value) => count + (value <= x ? 1 : 0), 0) / valuesOf(config).length,
  create: (config, stream) => new Empirical(valuesOf(config), stream),
};

function valuesOf(config: DistributionConfig): Float64Array {
  return config.values ?? new Float64Array(0);
}
