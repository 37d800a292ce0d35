import type { Key } from '../../core/ids.js';
import { count, number } from '../../language/schemas/scalars.js';
import { defaulted, object, word } from '../../language/schemas/structures.js';
import { mixed } from '../hashing/mixed.js';
import { Ring } from '../hashing/ring.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';

/** A ring of its own: a store behind that uses one as well must not be decided by who got the request. */
const SALT = 0x4241_4c00;

/** Follows the ring from the key's place to the first target that may be picked and has room. */
class ConsistentHash implements Balancer {
  readonly #context: BalancingContext;
  readonly #ring: Ring;
  readonly #factor: number;
  readonly #inFlight: Int32Array;
  #total = 0;

  constructor(context: BalancingContext, virtualNodes: number, factor: number) {
    this.#context = context;
    this.#ring = new Ring(
      Array.from({ length: context.targets.count }, () => 1),
      virtualNodes,
      SALT,
    );
    this.#factor = factor;
    this.#inFlight = new Int32Array(context.targets.count);
  }

  pick(key: Key): number {
    const { included, size } = this.#context.targets;
    if (size === 0) return NOBODY;
    const room = Math.ceil((this.#factor * (this.#total + 1)) / size);
    let point = this.#ring.find(mixed(this.#context.hash(key) ^ SALT));
    for (;;) {
      const target = this.#ring.owner(point);
      if (included[target] === 1 && this.#inFlight[target]! < room) return target;
      point = this.#ring.following(point);
    }
  }

  sent(target: number): void {
    this.#inFlight[target]!++;
    this.#total++;
  }

  returned(target: number): void {
    this.#inFlight[target]!--;
    this.#total--;
  }
}

interface ConsistentHashConfig {
  readonly 'virtual-nodes': number;
  readonly 'balance-factor': number;
}

export const consistentHash: BalancingDefinition<ConsistentHashConfig> = {
  name: 'consistent-hash',
  summary:
    'All requests for one key go to the target whose point on a ring comes next; while one target is down, only its keys move.',
  reference:
    "Karger et al. 1997; bounded loads: Mirrokni, Thorup, Zadimoghaddam 2018, as in HAProxy's hash-balance-factor and Envoy's hash_balance_factor",
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      'virtual-nodes': defaulted(count({ min: 1, max: 10_000 }), '160', 'How many points on the ring each target has'),
      'balance-factor': defaulted(
        word('none', Infinity, number({ minExclusive: 1, max: 1000 })),
        'none',
        'A target that has so many times the mean in flight passes keys on to the next; none follows the ring whatever the load',
      ),
    }),
  theory: (config) =>
    config['balance-factor'] === Infinity ? { type: 'by-key' } : { type: 'by-state', sojourn: null, form: 'bounded loads' },
  create: (config, context) => new ConsistentHash(context, config['virtual-nodes'], config['balance-factor']),
};
