import { type Nanoseconds, NEVER } from '../../core/time.js';
import { choice, duration, flag, rate } from '../../language/schemas/scalars.js';
import { defaulted, list, object, optional, required, transform } from '../../language/schemas/structures.js';
import { standardExponential } from '../../random/standard-exponential.js';
import type { RandomStream } from '../../random/stream.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { OpenArrivals } from './open-arrivals.js';
import { RateProfile, type RateStretch } from './rate-profile.js';

export interface StagesOptions {
  readonly stages: readonly RateStretch[];
  readonly arrivals: 'poisson' | 'constant';
  readonly repeat: boolean;
}

class StagedArrivals extends OpenArrivals {
  readonly #profile: RateProfile;
  readonly #repeat: boolean;
  /** null: evenly spaced. */
  readonly #stream: RandomStream | null;
  /** How many are expected until the next arrival, since the profile last began. */
  #expected: number;
  #began: Nanoseconds = 0;

  constructor(options: StagesOptions, stream: RandomStream | null) {
    super();
    this.#profile = new RateProfile(options.stages);
    this.#repeat = options.repeat;
    this.#stream = stream;
    this.#expected = stream === null ? -1 : 0;
  }

  protected next(): Nanoseconds {
    this.#expected += this.#stream === null ? 1 : standardExponential(this.#stream);
    let at = this.#profile.instantOf(this.#expected);
    while (at === NEVER && this.#repeat) {
      this.#began += this.#profile.duration;
      this.#expected -= this.#profile.total;
      this.#profile.rewind();
      at = this.#profile.instantOf(this.#expected);
    }
    return at === NEVER ? NEVER : Math.floor(this.#began + at);
  }
}

const stage = object({
  for: required(duration({ minExclusive: 0 }), 'How long the stage lasts.'),
  rate: optional(rate(), 'The rate during the whole stage.'),
  'ramp-to': optional(rate(), 'The rate at the end of the stage; it changes evenly from that of the stage before, or from 0.'),
});

const stretches = transform(list(stage, { min: 1 }), (stages, source, reader) => {
  const found: RateStretch[] = [];
  let before = 0;
  for (const [index, { for: length, rate: steady, 'ramp-to': goal }] of stages.entries()) {
    const to = steady ?? goal;
    if (to === undefined || (steady !== undefined && goal !== undefined)) {
      const at = source.kind === 'list' ? source.items[index]!.at : source.at;
      return reader.report(
        at,
        'a stage needs either rate or ramp-to',
        'write { for: 30s, rate: 70/s } or { for: 10s, ramp-to: 140/s }',
      );
    }
    found.push({ for: length, from: steady ?? before, to });
    before = to;
  }
  if (found.every((stretch) => stretch.from === 0 && stretch.to === 0)) {
    return reader.report(source, 'no stage has a rate above 0, so that there is never a request');
  }
  return found;
});

const schema = object({
  stages: required(stretches, 'What follows upon what; after the last stage there are no more requests.'),
  arrivals: defaulted(choice('poisson', 'constant'), 'poisson', 'Whether requests are due at random or at equal distances.'),
  repeat: defaulted(flag(), 'false', 'Whether the first stage follows upon the last.'),
});

export const stages: ArrivalsDefinition<StagesOptions> = {
  name: 'stages',
  summary: 'The rate changes over time, in steps and ramps.',
  reference: 'inversion of the integrated rate (Cinlar 1975); ramping-arrival-rate of k6',
  engines: ['virtual', 'live'],
  form: 'map',
  example: '{ stages: [ { for: 30s, rate: 70/s }, { for: 10s, ramp-to: 140/s } ] }',
  schema: () => schema,
  scaled: (options, share) => ({
    value: { ...options, stages: options.stages.map((one) => ({ for: one.for, from: one.from * share, to: one.to * share })) },
  }),
  lasts: (options) => (options.repeat ? NEVER : new RateProfile(options.stages).duration),
  create: (options, streams) => new StagedArrivals(options, options.arrivals === 'poisson' ? streams.stream('arrivals') : null),
};
