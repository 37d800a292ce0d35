import { InputError } from '../../core/problem.js';
import { list, object, optional } from '../../language/schemas/structures.js';
import { number } from '../../language/schemas/scalars.js';
import type { Balancer, BalancingContext, BalancingDefinition } from './balancer.js';

/** Smooth: a target of weight 5 beside two of weight 1 is never picked five times in a row. */
class Weighted implements Balancer {
  readonly #weights: Float64Array;
  readonly #credit: Float64Array;
  readonly #total: number;

  constructor(weights: readonly number[]) {
    this.#weights = Float64Array.from(weights);
    this.#credit = new Float64Array(weights.length);
    this.#total = weights.reduce((sum, weight) => sum + weight, 0);
  }

  pick(): number {
    const credit = this.#credit;
    const weights = this.#weights;
    let picked = 0;
    for (let target = 0; target < credit.length; target++) {
      credit[target]! += weights[target]!;
      if (credit[target]! > credit[picked]!) picked = target;
    }
    credit[picked]! -= this.#total;
    return picked;
  }

  sent(): void {}

  returned(): void {}
}

interface WeightedConfig {
  readonly weights: readonly number[] | undefined;
}

export const weighted: BalancingDefinition<WeightedConfig> = {
  name: 'weighted',
  summary: 'Each target in turn, as often as its weight says, spread as evenly as possible.',
  reference: "nginx's smooth weighted round robin",
  engines: ['virtual', 'live', 'theory'],
  schema: () =>
    object({
      weights: optional(list(number({ minExclusive: 0 }), { min: 1 }), 'One per target, in their order; all equal without it'),
    }),
  create: (config, context) => new Weighted(weightsFor(config, context)),
};

/** Throws InputError unless there is one weight per target. */
function weightsFor(config: WeightedConfig, context: BalancingContext): readonly number[] {
  const weights = config.weights ?? Array.from({ length: context.count }, () => 1);
  if (weights.length === context.count) return weights;
  throw new InputError([
    {
      message: `the policy weighted has ${weights.length} weights, but ${context.target} has ${context.count} instances`,
      hint: 'give one weight per instance, in their order',
    },
  ]);
}
