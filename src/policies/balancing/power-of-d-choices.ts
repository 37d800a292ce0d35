import { randomChoices } from '../../theory/random-choices.js';
import { count } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { RandomStream } from '../../random/stream.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';
import { InFlight, readingFields, type ReadingFields } from './in-flight.js';
import type { TargetSet } from './target-set.js';

class PowerOfDChoices implements Balancer {
  readonly #targets: TargetSet;
  readonly #inFlight: InFlight;
  readonly #choices: Int32Array;
  readonly #stream: RandomStream;

  constructor(context: BalancingContext, choices: number, period: number) {
    this.#targets = context.targets;
    this.#inFlight = new InFlight(context, period);
    this.#choices = new Int32Array(Math.min(context.targets.count, choices));
    this.#stream = context.stream('power-of-d-choices');
  }

  /** Of equals the one drawn first, which is any of them. */
  pick(): number {
    this.#inFlight.look();
    const choices = this.#choices;
    const { size } = this.#targets;
    const { seen } = this.#inFlight;
    const looks = size < choices.length ? size : choices.length;
    let picked = NOBODY;
    for (let drawn = 0; drawn < looks; drawn++) {
      const target = this.#drawDistinct(drawn);
      choices[drawn] = target;
      if (drawn === 0 || seen[target]! < seen[picked]!) picked = target;
    }
    return picked;
  }

  sent(target: number): void {
    this.#inFlight.sent(target);
  }

  returned(target: number): void {
    this.#inFlight.returned(target);
  }

  #drawDistinct(drawn: number): number {
    const { members, size } = this.#targets;
    for (;;) {
      const target = members[this.#stream.below(size)]!;
      let seen = 0;
      while (seen < drawn && this.#choices[seen] !== target) seen++;
      if (seen === drawn) return target;
    }
  }
}

export const powerOfDChoices: BalancingDefinition<{ readonly d: number } & ReadingFields> = {
  name: 'power-of-d-choices',
  summary: 'Of d different targets drawn at random, the one with the fewest requests of this caller in flight.',
  reference: 'Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, 2001',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({ d: defaulted(count({ min: 1 }), '2', 'How many targets are looked at'), ...readingFields() }),
  theory: ({ d, 'read-every': every }) => ({
    type: 'by-state',
    sojourn: every === 0 ? (utilization) => randomChoices(utilization, d) : null,
    form: `random choices of ${d}, the limit of many servers (Mitzenmacher, approximation)`,
  }),
  create: (config, context) => new PowerOfDChoices(context, config.d, config['read-every']),
};
