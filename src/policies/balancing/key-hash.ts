import type { Key } from '../../core/ids.js';
import { object } from '../../language/schemas/structures.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';

class KeyHash implements Balancer {
  readonly #context: BalancingContext;

  constructor(context: BalancingContext) {
    this.#context = context;
  }

  pick(key: Key): number {
    const { size, members } = this.#context.targets;
    return size === 0 ? NOBODY : members[this.#context.hash(key) % size]!;
  }

  sent(): void {}

  returned(): void {}
}

export const keyHash: BalancingDefinition<object> = {
  name: 'key-hash',
  summary:
    'All requests for one key go to the same target: the hash of the key, modulo the number of targets that are up, so that nearly all keys move when one goes.',
  reference: "nginx's hash $request_uri; twemproxy's modula with auto_eject_hosts",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  theory: () => ({ type: 'by-key' }),
  create: (_config, context) => new KeyHash(context),
};
