import { type Nanoseconds, NEVER, SECOND } from '../../core/time.js';
import { object, required } from '../../language/schemas/structures.js';
import { createSampler, isExponential, meanOf, varianceOf } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Sampler } from '../../random/sampler.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { OpenArrivals } from './open-arrivals.js';
import { positiveDuration } from './positive-duration.js';

class RenewalArrivals extends OpenArrivals {
  readonly #gap: Sampler;
  readonly #stretch: number;
  #at = 0;

  constructor(gap: Sampler, stretch: number) {
    super();
    this.#gap = gap;
    this.#stretch = stretch;
  }

  protected next(): Nanoseconds {
    this.#at += Math.round(this.#gap.sample() * this.#stretch);
    return this.#at;
  }
}

export interface EveryOptions {
  readonly every: DistributionConfig;
  /** How many times longer the times between requests are than drawn; 1 where it is absent. */
  readonly stretch?: number;
}

const schema = object({
  every: required(positiveDuration(), 'The time from one request to the next, drawn anew each time.'),
});

export const every: ArrivalsDefinition<EveryOptions> = {
  name: 'every',
  summary: 'The times between requests are drawn from any distribution; the first is due after one of them.',
  reference: 'renewal process',
  engines: ['virtual', 'live', 'theory'],
  form: 'map',
  example: '{ every: erlang(1ms 4) }',
  schema: () => schema,
  lasts: () => NEVER,
  theory({ every: gap }) {
    const mean = meanOf(gap);
    const variation = varianceOf(gap) / (mean * mean);
    return { type: 'open', rate: SECOND / mean, phases: isExponential(gap) ? 1 : null, variation };
  },
  scaled: (options, share) => ({ value: { ...options, stretch: (options.stretch ?? 1) / share } }),
  create: (options, streams) =>
    new RenewalArrivals(createSampler(options.every, streams.stream('arrivals')), options.stretch ?? 1),
};
