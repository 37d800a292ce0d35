import { object } from '../../language/schemas/structures.js';
import type { RandomStream } from '../../random/stream.js';
import type { Balancer, BalancingDefinition } from './balancer.js';

export class Random implements Balancer {
  readonly #count: number;
  readonly #stream: RandomStream;

  constructor(count: number, stream: RandomStream) {
    this.#count = count;
    this.#stream = stream;
  }

  pick(): number {
    return this.#stream.below(this.#count);
  }

  sent(): void {}

  returned(): void {}
}

export const random: BalancingDefinition<object> = {
  name: 'random',
  summary: 'Any target, each as likely as the others.',
  reference: "Envoy's RANDOM",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: (_config, context) => new Random(context.count, context.stream('random')),
};
