import { SECOND, type Nanoseconds, NEVER } from '../../core/time.js';
import { rate } from '../../language/schemas/scalars.js';
import { callForm } from '../call-form.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { OpenArrivals } from './open-arrivals.js';

/** Request k is due at k / rate: computed anew for each, so that nothing adds up to a drift. */
class ConstantArrivals extends OpenArrivals {
  readonly #rate: number;
  #count = 0;

  constructor(perSecond: number) {
    super();
    this.#rate = perSecond;
  }

  protected next(): Nanoseconds {
    return Math.round((this.#count++ * SECOND) / this.#rate);
  }
}

const parameters = [{ name: 'rate', schema: rate({ minExclusive: 0 }), summary: 'How many requests are due per second.' }];

export const constant: ArrivalsDefinition<readonly number[]> = {
  name: 'constant',
  summary: 'Requests are due at equal distances, the first at once.',
  reference: 'wrk2, and constant-arrival-rate of k6',
  engines: ['virtual', 'live', 'theory'],
  form: 'call',
  example: 'constant(70/s)',
  schema: () => callForm('constant', parameters),
  lasts: () => NEVER,
  theory: ([rate]) => ({ type: 'open', rate: rate!, phases: Infinity, variation: 0 }),
  scaled: ([perSecond], share) => ({ value: [perSecond! * share] }),
  create: ([perSecond]) => new ConstantArrivals(perSecond!),
};
