import type { PolicyConfig } from '../../core/definition.js';
import type { NodeId } from '../../core/ids.js';
import { type ArrivalLaw, thinnedLaw } from '../../theory/arrival-law.js';
import type { KeyRates } from './key-rates.js';
import type { Routing } from './routing.js';
import type { PlannedGroup } from './theory-plan.js';
import { type Arriving, nameOf, type Visited, type VisitClass } from './visited.js';

interface Edge {
  readonly target: PlannedGroup;
  readonly policy: PolicyConfig | undefined;
  readonly classes: Map<string, Arriving>;
  together: boolean;
}

/** All calls of one instance, by target, until it is known how they leave. */
export class Outgoing {
  readonly #edges = new Map<string, Edge>();

  get any(): boolean {
    return this.#edges.size > 0;
  }

  /** `together`: beside other branches of the same request. */
  add(target: PlannedGroup, policy: PolicyConfig | undefined, visit: VisitClass, rates: KeyRates, together: boolean): void {
    if (rates.total === 0) return;
    const edgeName = `${target.index} ${JSON.stringify(policy ?? null)}`;
    const edge = this.#edges.get(edgeName) ?? { target, policy, classes: new Map<string, Arriving>(), together: false };
    this.#edges.set(edgeName, edge);
    edge.together ||= together;
    const name = nameOf(visit);
    const known = edge.classes.get(name);
    edge.classes.set(name, { visit, rates: known === undefined ? rates : known.rates.plus(rates) });
  }

  /** Tells the targets what comes to them. `rate` is how often the caller itself is asked, and `departures` how its calls leave. */
  deliver(from: NodeId, rate: number, departures: ArrivalLaw, routing: Routing, visited: readonly Visited[]): void {
    for (const edge of this.#edges.values()) {
      const arriving = [...edge.classes.values()];
      const total = arriving.reduce((sum, { rates }) => sum + rates.total, 0);
      const perRequest = total / rate;
      // Of several calls of one request each comes when the one before is over; that is taken as at random.
      const law: ArrivalLaw =
        perRequest <= 1 + 1e-9 ? thinnedLaw(Math.min(1, perRequest), departures) : { phases: null, variation: 1 };
      const heard = new Map<Visited, { rate: number; law: ArrivalLaw | null }>();
      for (const { visit, rates } of arriving) {
        const split = routing.split(from, edge.target, edge.policy, visit.operation, rates);
        for (const part of split.targets) {
          for (const id of part.instances) {
            const there = visited[id]!;
            there.arrive(visit, part.rates);
            there.unsure ??= split.unsure ?? null;
            there.byState ??= split.byState ?? null;
            there.together ||= edge.together && perRequest > 1 + 1e-9;
            const sum = (heard.get(there)?.rate ?? 0) + part.rates.total;
            heard.set(there, { rate: sum, law: split.arrivals(Math.min(1, sum / total), law) });
          }
        }
      }
      for (const [there, { rate: sum, law: own }] of heard) there.hear(sum, own);
    }
  }
}
