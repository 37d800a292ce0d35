import type { DistributionConfig, DistributionDefinition } from '../distribution.js';
import type { Sampler } from '../sampler.js';
import { whole } from '../whole.js';
import { negative } from './checks.js';

/** A constant draws nothing: writing `5ms` moves no other draw. */
class Constant implements Sampler {
  readonly #value: number;

  constructor(value: number) {
    this.#value = whole(value);
  }

  sample(): number {
    return this.#value;
  }
}

export const constant: DistributionDefinition = {
  name: 'constant',
  summary: 'Always the same; `5ms` alone is short for it.',
  reference: 'degenerate distribution',
  parameters: [{ name: 'value', dimension: 'value', summary: 'Every sample.' }],
  check: (config) => negative('value', valueOf(config)),
  mean: valueOf,
  variance: () => 0,
  cumulative: (config, x) => (x >= valueOf(config) ? 1 : 0),
  create: (config) => new Constant(valueOf(config)),
};

function valueOf(config: DistributionConfig): number {
  return config.arguments[0]!;
}
