import { object } from '../../language/schemas/structures.js';
import type { Balancer, BalancingDefinition } from './balancer.js';

export class LeastConnections implements Balancer {
  readonly #inFlight: Int32Array;
  /** Where the search begins: behind the last pick, so that equals take turns. */
  #from = 0;

  constructor(count: number) {
    this.#inFlight = new Int32Array(count);
  }

  pick(): number {
    const inFlight = this.#inFlight;
    const count = inFlight.length;
    let picked = this.#from;
    let fewest = inFlight[picked]!;
    for (let step = 1, target = picked + 1; step < count && fewest > 0; step++, target++) {
      if (target >= count) target -= count;
      if (inFlight[target]! < fewest) {
        fewest = inFlight[target]!;
        picked = target;
      }
    }
    this.#from = picked + 1 === count ? 0 : picked + 1;
    return picked;
  }

  sent(target: number): void {
    this.#inFlight[target]!++;
  }

  returned(target: number): void {
    this.#inFlight[target]!--;
  }
}

export const leastConnections: BalancingDefinition<object> = {
  name: 'least-connections',
  summary: 'The target with the fewest requests of this caller in flight; equals take turns. Joins the shortest queue.',
  reference: "nginx's least_conn; Winston, Optimality of the Shortest Line Discipline, 1977",
  engines: ['virtual', 'live', 'theory'],
  schema: () => object({}),
  create: (_config, context) => new LeastConnections(context.count),
};
