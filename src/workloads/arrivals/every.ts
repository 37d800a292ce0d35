import { type Nanoseconds, NEVER } from '../../core/time.js';
import { object, required } from '../../language/schemas/structures.js';
import { createSampler } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Sampler } from '../../random/sampler.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { OpenArrivals } from './open-arrivals.js';
import { positiveDuration } from './positive-duration.js';

class RenewalArrivals extends OpenArrivals {
  readonly #gap: Sampler;
  #at = 0;

  constructor(gap: Sampler) {
    super();
    this.#gap = gap;
  }

  protected next(): Nanoseconds {
    this.#at += this.#gap.sample();
    return this.#at;
  }
}

export interface EveryOptions {
  readonly every: DistributionConfig;
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
  create: (options, streams) => new RenewalArrivals(createSampler(options.every, streams.stream('arrivals'))),
};
