import { thinnedLaw } from '../../theory/arrival-law.js';
import { equalShares } from './equal-shares.js';
import { object } from '../../language/schemas/structures.js';
import type { RandomStream } from '../../random/stream.js';
import { type Balancer, type BalancingDefinition, NOBODY } from './balancer.js';
import type { TargetSet } from './target-set.js';

export class Random implements Balancer {
  readonly #targets: TargetSet;
  readonly #stream: RandomStream;

  constructor(targets: TargetSet, stream: RandomStream) {
    this.#targets = targets;
    this.#stream = stream;
  }

  pick(): number {
    const { members, size } = this.#targets;
    return size === 0 ? NOBODY : members[this.#stream.below(size)]!;
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
  theory: (_config, count) => ({ type: 'shares', shares: equalShares(count), arrivals: thinnedLaw }),
  create: (_config, context) => new Random(context.targets, context.stream('random')),
};
