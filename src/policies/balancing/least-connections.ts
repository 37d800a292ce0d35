import { object } from '../../language/schemas/structures.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';
import { InFlight, readingFields, type ReadingFields } from './in-flight.js';
import type { TargetSet } from './target-set.js';

export class LeastConnections implements Balancer {
  readonly #targets: TargetSet;
  readonly #inFlight: InFlight;
  /** Where the search begins: behind the last pick, so that equals take turns. */
  #from = 0;

  constructor(context: BalancingContext, period = 0) {
    this.#targets = context.targets;
    this.#inFlight = new InFlight(context, period);
  }

  pick(): number {
    this.#inFlight.look();
    const { count, included } = this.#targets;
    const { seen } = this.#inFlight;
    let picked = NOBODY;
    let fewest = Infinity;
    for (let step = 0, target = this.#from; step < count && fewest > 0; step++, target++) {
      if (target >= count) target -= count;
      if (included[target] === 0 || seen[target]! >= fewest) continue;
      fewest = seen[target]!;
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

export const leastConnections: BalancingDefinition<ReadingFields> = {
  name: 'least-connections',
  summary: 'The target with the fewest requests of this caller in flight; equals take turns. Joins the shortest queue.',
  reference:
    "nginx's least_conn; Winston, Optimality of the Shortest Line Discipline, 1977; old numbers: Mitzenmacher, How Useful Is Old Information?, 2000",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object(readingFields()),
  theory: () => ({ type: 'by-state', sojourn: null, form: 'the shortest of all queues' }),
  create: (config, context) => new LeastConnections(context, config['read-every']),
};
