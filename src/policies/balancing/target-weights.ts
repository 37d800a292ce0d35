import { InputError } from '../../core/problem.js';
import { number } from '../../language/schemas/scalars.js';
import { list, optional } from '../../language/schemas/structures.js';
import type { BalancingContext } from './balancer.js';

export interface TargetWeights {
  readonly weights: readonly number[] | undefined;
}

/** The key `weights` of policies that know how much each target can do. */
export function weightsField() {
  return optional(list(number({ minExclusive: 0 }), { min: 1 }), 'One per target, in their order; all equal without it');
}

/** Throws InputError unless there is one weight per target. */
export function targetWeights({ weights }: TargetWeights, policy: string, { targets, name }: BalancingContext): Float64Array {
  if (weights === undefined) return new Float64Array(targets.count).fill(1);
  if (weights.length === targets.count) return Float64Array.from(weights);
  throw new InputError([
    {
      message: `the policy ${policy} has ${weights.length} weights, but ${name} has ${targets.count} instances`,
      hint: 'give one weight per instance, in their order',
    },
  ]);
}
