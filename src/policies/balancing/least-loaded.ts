import { object } from '../../language/schemas/structures.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';
import { InFlight, readingFields, type ReadingFields } from './in-flight.js';
import type { TargetSet } from './target-set.js';
import { targetWeights, type TargetWeights, weightsField } from './target-weights.js';

/** What a request would wait for: itself and those before it, at the target's speed. */
class LeastLoaded implements Balancer {
  readonly #targets: TargetSet;
  readonly #inFlight: InFlight;
  readonly #weights: Float64Array;
  /** Where the search begins: behind the last pick, so that equals take turns. */
  #from = 0;

  constructor(context: BalancingContext, weights: Float64Array, period: number) {
    this.#targets = context.targets;
    this.#inFlight = new InFlight(context, period);
    this.#weights = weights;
  }

  pick(): number {
    this.#inFlight.look();
    const { count, included } = this.#targets;
    const { seen } = this.#inFlight;
    let picked = NOBODY;
    let least = Infinity;
    for (let step = 0, target = this.#from; step < count; step++, target++) {
      if (target >= count) target -= count;
      if (included[target] === 0) continue;
      const delay = (seen[target]! + 1) / this.#weights[target]!;
      if (delay >= least) continue;
      least = delay;
      picked = target;
    }
    this.#from = picked + 1 === count ? 0 : picked + 1;
    return picked;
  }

  sent(target: number): void {
    this.#inFlight.sent(target);
  }

  returned(target: number): void {
    this.#inFlight.returned(target);
  }
}

export const leastLoaded: BalancingDefinition<TargetWeights & ReadingFields> = {
  name: 'least-loaded',
  summary:
    'The target where the request would wait shortest: those of this caller in flight there and itself, divided by its weight.',
  reference: "Linux Virtual Server's shortest expected delay; nginx's least_conn with weights",
  engines: ['virtual', 'live'],
  schema: () => object({ weights: weightsField(), ...readingFields() }),
  create: (config, context) => new LeastLoaded(context, targetWeights(config, 'least-loaded', context), config['read-every']),
};
