import { count } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { RandomStream } from '../../random/stream.js';
import type { Balancer, BalancingDefinition } from './balancer.js';

class PowerOfDChoices implements Balancer {
  readonly #inFlight: Int32Array;
  readonly #choices: Int32Array;
  readonly #stream: RandomStream;

  constructor(count: number, choices: number, stream: RandomStream) {
    this.#inFlight = new Int32Array(count);
    this.#choices = new Int32Array(Math.min(count, choices));
    this.#stream = stream;
  }

  /** Of equals the one drawn first, which is any of them. */
  pick(): number {
    const choices = this.#choices;
    let picked = 0;
    for (let drawn = 0; drawn < choices.length; drawn++) {
      const target = this.#drawDistinct(drawn);
      choices[drawn] = target;
      if (drawn === 0 || this.#inFlight[target]! < this.#inFlight[picked]!) picked = target;
    }
    return picked;
  }

  sent(target: number): void {
    this.#inFlight[target]!++;
  }

  returned(target: number): void {
    this.#inFlight[target]!--;
  }

  #drawDistinct(drawn: number): number {
    for (;;) {
      const target = this.#stream.below(this.#inFlight.length);
      let seen = 0;
      while (seen < drawn && this.#choices[seen] !== target) seen++;
      if (seen === drawn) return target;
    }
  }
}

export const powerOfDChoices: BalancingDefinition<{ readonly d: number }> = {
  name: 'power-of-d-choices',
  summary: 'Of d different targets drawn at random, the one with the fewest requests of this caller in flight.',
  reference: 'Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, 2001',
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({ d: defaulted(count({ min: 1 }), '2', 'How many targets are looked at') }),
  create: (config, context) => new PowerOfDChoices(context.count, config.d, context.stream('power-of-d-choices')),
};
