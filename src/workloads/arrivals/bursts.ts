import { SECOND, type Nanoseconds, NEVER } from '../../core/time.js';
import { choice, rate } from '../../language/schemas/scalars.js';
import { defaulted, object, required } from '../../language/schemas/structures.js';
import { createSampler } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Sampler } from '../../random/sampler.js';
import { standardExponential } from '../../random/standard-exponential.js';
import type { RandomStream } from '../../random/stream.js';
import type { Streams } from '../streams.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { OpenArrivals } from './open-arrivals.js';
import { positiveDuration } from './positive-duration.js';

export interface BurstsOptions {
  readonly bursts: {
    /** Per second. */
    readonly rate: number;
    readonly for: DistributionConfig;
    readonly pause: DistributionConfig;
    readonly 'rate-between': number;
    readonly arrivals: 'poisson' | 'constant';
  };
}

/** Walks from phase to phase until the next request, which is a number of expected requests away, falls into one. */
class BurstArrivals extends OpenArrivals {
  readonly #rate: number;
  readonly #rateBetween: number;
  readonly #length: Sampler;
  readonly #pause: Sampler;
  /** null: evenly spaced within a phase. */
  readonly #stream: RandomStream | null;
  #bursting = true;
  #at = 0;
  #phaseEnd: Nanoseconds;

  constructor({ bursts }: BurstsOptions, streams: Streams) {
    super();
    this.#rate = bursts.rate;
    this.#rateBetween = bursts['rate-between'];
    this.#length = createSampler(bursts.for, streams.stream('arrivals/bursts'));
    this.#pause = createSampler(bursts.pause, streams.stream('arrivals/pauses'));
    this.#stream = bursts.arrivals === 'poisson' ? streams.stream('arrivals') : null;
    this.#phaseEnd = this.#length.sample();
  }

  protected next(): Nanoseconds {
    let expected = this.#stream === null ? 1 : standardExponential(this.#stream);
    for (;;) {
      const perSecond = this.#bursting ? this.#rate : this.#rateBetween;
      const inPhase = (perSecond * (this.#phaseEnd - this.#at)) / SECOND;
      if (expected < inPhase) {
        this.#at += (expected * SECOND) / perSecond;
        return Math.floor(this.#at);
      }
      expected -= inPhase;
      this.#nextPhase();
    }
  }

  #nextPhase(): void {
    this.#at = this.#phaseEnd;
    this.#bursting = !this.#bursting;
    this.#phaseEnd += this.#bursting ? this.#length.sample() : this.#pause.sample();
  }
}

const schema = object({
  bursts: required(
    object({
      rate: required(rate({ minExclusive: 0 }), 'The rate during a burst.'),
      for: required(positiveDuration(), 'How long a burst lasts, drawn anew each time.'),
      pause: required(positiveDuration(), 'How long it is until the next burst, drawn anew each time.'),
      'rate-between': defaulted(rate(), '0/s', 'The rate between bursts.'),
      arrivals: defaulted(choice('poisson', 'constant'), 'poisson', 'Whether requests are due at random or at equal distances.'),
    }),
    'Bursts and the pauses between them; the run begins with a burst.',
  ),
});

export const bursts: ArrivalsDefinition<BurstsOptions> = {
  name: 'bursts',
  summary: 'Phases of a high rate with pauses between them; with exponential phases a Markov-modulated Poisson process.',
  reference: 'Fischer and Meier-Hellstern, "The Markov-modulated Poisson process (MMPP) cookbook" (1993)',
  engines: ['virtual', 'live'],
  form: 'map',
  example: '{ bursts: { rate: 500/s, for: exponential(1s), pause: exponential(9s) } }',
  schema: () => schema,
  lasts: () => NEVER,
  scaled: ({ bursts: of }, share) => ({
    value: { bursts: { ...of, rate: of.rate * share, 'rate-between': of['rate-between'] * share } },
  }),
  create: (options, streams) => new BurstArrivals(options, streams),
};
