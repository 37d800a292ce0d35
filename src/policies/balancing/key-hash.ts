import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import type { Balancer, BalancingContext, BalancingDefinition } from './balancer.js';

class KeyHash implements Balancer {
  readonly #context: BalancingContext;

  constructor(context: BalancingContext) {
    this.#context = context;
  }

  pick(key: Key): number {
    return this.#context.hash(key) % this.#context.count;
  }

  sent(): void {}

  returned(): void {}
}

export const keyHash: BalancingDefinition<object> = {
  name: 'key-hash',
  summary: 'All requests for one key go to the same target: the hash of the key, modulo the number of targets.',
  reference: "nginx's hash $request_uri",
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: (_config, context) => new KeyHash(context),
};
