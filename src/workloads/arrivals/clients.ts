import { type Nanoseconds, NEVER } from '../../core/time.js';
import { distribution } from '../../language/schemas/amounts.js';
import { formatShare } from '../../language/quantities.js';
import { count, duration } from '../../language/schemas/scalars.js';
import { defaulted, object, required } from '../../language/schemas/structures.js';
import { createSampler } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Sampler } from '../../random/sampler.js';
import type { Arrivals, ArrivalsDefinition } from './arrivals.js';

export interface ClientsOptions {
  readonly clients: number;
  readonly think: DistributionConfig;
  readonly 'ramp-up': Nanoseconds;
}

/** A closed loop: each client thinks, asks, waits for the answer, and thinks again. */
class ClosedArrivals implements Arrivals {
  readonly clients: number;
  readonly recorded = null;
  readonly #think: Sampler;
  readonly #rampUp: Nanoseconds;

  constructor(options: ClientsOptions, think: Sampler) {
    this.clients = options.clients;
    this.#think = think;
    this.#rampUp = options['ramp-up'];
  }

  /** Clients begin by thinking, so that they do not all ask at once. */
  first(client: number): Nanoseconds {
    return Math.floor((this.#rampUp * client) / this.clients) + this.#think.sample();
  }

  afterIssue(): Nanoseconds {
    return NEVER;
  }

  afterReply(_client: number, now: Nanoseconds): Nanoseconds {
    return now + this.#think.sample();
  }
}

const MOST_CLIENTS = 10_000_000;

const schema = object({
  clients: required(count({ min: 1, max: MOST_CLIENTS }), 'How many clients there are.'),
  think: defaulted(distribution('duration'), '0s', 'How long a client waits between an answer and its next request.'),
  'ramp-up': defaulted(duration(), '0s', 'Over how long the clients begin, one after the other.'),
});

export const clients: ArrivalsDefinition<ClientsOptions> = {
  name: 'clients',
  summary: 'A closed loop: so many clients, each of which waits for its answer and thinks before it asks again.',
  reference: 'interactive system of operational analysis (Denning and Buzen 1978)',
  engines: ['virtual', 'live', 'theory'],
  form: 'map',
  example: '{ clients: 200, think: exponential(1s) }',
  schema: () => schema,
  lasts: () => NEVER,
  theory: ({ clients: count, think }) => ({ type: 'closed', clients: count, think }),
  scaled: (options, share) => {
    const clients = Math.round(options.clients * share);
    if (clients >= 1) return { value: { ...options, clients } };
    const hint = `the least is ${formatShare(Math.ceil(50 / options.clients) / 100)}`;
    return { problem: `of ${options.clients} clients nobody would be left`, hint };
  },
  create: (options, streams) => new ClosedArrivals(options, createSampler(options.think, streams.stream('arrivals/think'))),
};
