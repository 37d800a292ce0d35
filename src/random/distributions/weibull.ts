import type { DistributionDefinition } from '../distribution.js';
import { logGamma } from '../log-gamma.js';
import type { Sampler } from '../sampler.js';
import { standardExponential } from '../standard-exponential.js';
import type { RandomStream } from '../stream.js';
import { whole } from '../whole.js';
import { notPositive } from './checks.js';

class Weibull implements Sampler {
  readonly #logScale: number;
  readonly #power: number;
  readonly #stream: RandomStream;

  constructor(mean: number, shape: number, stream: RandomStream) {
    this.#power = 1 / shape;
    this.#logScale = Math.log(mean) - logGamma(1 + this.#power);
    this.#stream = stream;
  }

  sample(): number {
    return whole(Math.exp(this.#logScale + this.#power * Math.log(standardExponential(this.#stream))));
  }
}

export const weibull: DistributionDefinition = {
  name: 'weibull',
  summary: 'Times to failure: shape below 1 has a heavy tail, 1 is exponential, above 1 wears out.',
  reference: 'Weibull distribution, by inversion; its scale is mean / gamma(1 + 1 / shape)',
  parameters: [
    { name: 'mean', dimension: 'value', summary: 'The mean.' },
    { name: 'shape', dimension: 'number', summary: 'The shape, at least 0.1.' },
  ],
  check({ arguments: [mean, shape] }) {
    return (
      notPositive('mean', mean!) ??
      (shape! >= 0.1 && shape! < Number.POSITIVE_INFINITY ? undefined : 'the shape must be at least 0.1')
    );
  },
  mean: ({ arguments: [mean] }) => mean!,
  variance({ arguments: [mean, shape] }) {
    const moment = Math.exp(logGamma(1 + 2 / shape!) - 2 * logGamma(1 + 1 / shape!));
    return mean! * mean! * (moment - 1);
  },
  cumulative({ arguments: [mean, shape] }, x) {
    const logScale = Math.log(mean!) - logGamma(1 + 1 / shape!);
    return -Math.expm1(-Math.exp(shape! * (Math.log(x) - logScale)));
  },
  create: ({ arguments: [mean, shape] }, stream) => new Weibull(mean!, shape!, stream),
};
