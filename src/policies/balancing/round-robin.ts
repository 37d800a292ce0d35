import { object } from '../../language/schemas/structures.js';
import type { Balancer, BalancingDefinition } from './balancer.js';

export class RoundRobin implements Balancer {
  #next = 0;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  pick(): number {
    const picked = this.#next;
    this.#next = picked + 1 === this.#count ? 0 : picked + 1;
    return picked;
  }

  sent(): void {}

  returned(): void {}
}

export const roundRobin: BalancingDefinition<object> = {
  name: 'round-robin',
  summary: 'Each target in turn.',
  reference: "nginx's default for upstream servers",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: (_config, context) => new RoundRobin(context.count),
};
