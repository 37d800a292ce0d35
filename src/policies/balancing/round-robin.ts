import { everyOneIn } from '../../theory/arrival-law.js';
import { equalShares } from './equal-shares.js';
import { object } from '../../language/schemas/structures.js';
import { type Balancer, type BalancingDefinition, NOBODY } from './balancer.js';
import type { TargetSet } from './target-set.js';

export class RoundRobin implements Balancer {
  #next = 0;
  readonly #targets: TargetSet;

  constructor(targets: TargetSet) {
    this.#targets = targets;
  }

  /** Who may not be picked loses its turn, and the others have theirs as before. */
  pick(): number {
    const { count, included, size } = this.#targets;
    if (size === 0) return NOBODY;
    let picked = this.#next;
    while (included[picked] === 0) picked = picked + 1 === count ? 0 : picked + 1;
    this.#next = picked + 1 === count ? 0 : picked + 1;
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
  theory: (_config, count) => ({
    type: 'shares',
    shares: equalShares(count),
    arrivals: (_share, whole) => everyOneIn(count, whole),
  }),
  create: (_config, context) => new RoundRobin(context.targets),
};
