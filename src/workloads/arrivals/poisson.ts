import { SECOND, type Nanoseconds, NEVER } from '../../core/time.js';
import { ZERO } from '../../core/zero.js';
import { rate } from '../../language/schemas/scalars.js';
import { standardExponential } from '../../random/standard-exponential.js';
import type { RandomStream } from '../../random/stream.js';
import { callForm } from '../call-form.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { OpenArrivals } from './open-arrivals.js';

/** The exact instant is kept and rounded only when asked for, so that high rates do not drift. */
class PoissonArrivals extends OpenArrivals {
  readonly #meanGap: Nanoseconds;
  readonly #stream: RandomStream;
  #at = ZERO;

  constructor(perSecond: number, stream: RandomStream) {
    super();
    this.#meanGap = SECOND / perSecond;
    this.#stream = stream;
  }

  protected next(): Nanoseconds {
    this.#at += this.#meanGap * standardExponential(this.#stream);
    return Math.floor(this.#at);
  }
}

const parameters = [
  { name: 'rate', schema: rate({ minExclusive: 0 }), summary: 'How many requests are due per second, on average.' },
];

export const poisson: ArrivalsDefinition<readonly number[]> = {
  name: 'poisson',
  summary: 'Requests of many independent people: the time between two is exponential.',
  reference: 'Poisson process',
  engines: ['virtual', 'live', 'theory'],
  form: 'call',
  example: 'poisson(70/s)',
  schema: () => callForm('poisson', parameters),
  lasts: () => NEVER,
  theory: ([rate]) => ({ type: 'open', rate: rate!, phases: 1, variation: 1 }),
  scaled: ([perSecond], share) => ({ value: [perSecond! * share] }),
  create: ([perSecond], streams) => new PoissonArrivals(perSecond!, streams.stream('arrivals')),
};
