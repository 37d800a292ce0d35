import { everyOneIn } from '../../theory/arrival-law.js';
import { equalShares } from './equal-shares.js';
import { object } from '../../language/schemas/structures.js';
import { type Balancer, type BalancingDefinition, NOBODY } from './balancer.js';
import type { TargetSet } from './target-set.js';
import { targetWeights, type TargetWeights, weightsField } from './target-weights.js';

/** Smooth: a target of weight 5 beside two of weight 1 is never picked five times in a row. */
class Weighted implements Balancer {
  readonly #targets: TargetSet;
  readonly #weights: Float64Array;
  readonly #credit: Float64Array;

  constructor(targets: TargetSet, weights: Float64Array) {
    this.#targets = targets;
    this.#weights = weights;
    this.#credit = new Float64Array(weights.length);
  }

  pick(): number {
    const { count, included } = this.#targets;
    const credit = this.#credit;
    let picked = NOBODY;
    let total = 0;
    for (let target = 0; target < count; target++) {
      if (included[target] === 0) continue;
      const weight = this.#weights[target]!;
      total += weight;
      credit[target]! += weight;
      if (picked === NOBODY || credit[target]! > credit[picked]!) picked = target;
    }
    if (picked !== NOBODY) credit[picked]! -= total;
    return picked;
  }

  sent(): void {}

  returned(): void {}
}

export const weighted: BalancingDefinition<TargetWeights> = {
  name: 'weighted',
  summary: 'Each target in turn, as often as its weight says, spread as evenly as possible.',
  reference: "nginx's smooth weighted round robin",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({ weights: weightsField() }),
  theory({ weights }, count) {
    const total = weights?.reduce((sum, weight) => sum + weight, 0);
    return {
      type: 'shares',
      shares: weights?.map((weight) => weight / total!) ?? equalShares(count),
      // Evenly spread turns: as regular as every n-th, but exactly so only where all weigh the same.
      arrivals: (share, whole) =>
        weights === undefined ? everyOneIn(count, whole) : { phases: null, variation: whole.variation * share },
    };
  },
  create: (config, context) => new Weighted(context.targets, targetWeights(config, 'weighted', context)),
};
