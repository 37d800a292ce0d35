import { InvariantError } from '../../core/assert.js';
import type { PolicyConfig } from '../../core/definition.js';
import type { NodeId, OperationId } from '../../core/ids.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { Route } from '../../environment/route.js';
import type { BalancingTheory } from '../../policies/balancing/balancer.js';
import { balancingPolicies } from '../../policies/balancing/registry.js';
import { createStream } from '../../random/alea.js';
import type { ArrivalLaw } from '../../theory/arrival-law.js';
import { thinnedLaw } from '../../theory/arrival-law.js';
import { KeySpace } from '../key-space.js';
import { ModelPlacement } from '../placement.js';
import { KeyRates } from './key-rates.js';
import type { PlannedGroup, TheoryPlan } from './theory-plan.js';

/** How the calls of one instance to one target are spread over its instances. */
export interface Split {
  /** Who gets how many of them. Where all of several have to answer, each set of those is told as one. */
  readonly targets: readonly { readonly instances: readonly NodeId[]; readonly rates: KeyRates }[];
  /** What one of them sees of the arrivals; null where that depends on how busy they are. */
  arrivals(share: number, whole: ArrivalLaw): ArrivalLaw | null;
  /** Where that depends on how busy they are. */
  readonly byState?: Extract<BalancingTheory, { type: 'by-state' }>;
  /** Why the shares are a guess; the sum over all targets is right even so. */
  readonly unsure?: string;
}

interface Homes {
  readonly sets: readonly (readonly NodeId[])[];
  /** By key. */
  readonly of: Int32Array;
}

/** Who gets which calls: by the very routes of the kinds where keys decide, by the policies' own theory elsewhere. */
export class Routing {
  readonly #keys: KeySpace;
  readonly #routes = new Map<string, Route>();
  readonly #known = new Map<Route, Map<string, Homes>>();

  constructor(private readonly plan: TheoryPlan) {
    this.#keys = new KeySpace(plan.model.keys);
  }

  split(from: NodeId, target: PlannedGroup, policy: PolicyConfig | undefined, operation: string, rates: KeyRates): Split {
    const instances = this.#reachable(from, target);
    const single = (one: NodeId): Split => ({ targets: [{ instances: [one], rates }], arrivals: (_share, whole) => whole });
    if (instances.length === 1) return single(instances[0]!);
    const picks = target.station!.picks === null ? null : (policy ?? target.station!.picks);
    const theory = picks === null ? BY_KEY : balancingPolicies.get(picks.name)!.theory?.(picks.options, instances.length);
    if (theory === undefined) {
      return this.#evenly(instances, rates, `nothing is known of how ${picks!.name} spreads requests over ${target.model.name}`);
    }
    if (theory.type === 'by-state') return { ...this.#evenly(instances, rates), byState: theory };
    if (theory.type === 'by-key') return this.#byKey(from, target, picks ?? undefined, operation, rates, instances);
    const targets = instances.map((instance, index) => ({ instances: [instance], rates: rates.scaled(theory.shares[index]!) }));
    return { targets, arrivals: (share, whole) => theory.arrivals(share, whole) };
  }

  #evenly(instances: readonly NodeId[], rates: KeyRates, unsure?: string): Split {
    const targets = instances.map((instance) => ({ instances: [instance], rates: rates.scaled(1 / instances.length) }));
    const split: Split = { targets, arrivals: () => null };
    return unsure === undefined ? split : { ...split, unsure };
  }

  #byKey(
    from: NodeId,
    target: PlannedGroup,
    policy: PolicyConfig | undefined,
    operation: string,
    rates: KeyRates,
    instances: readonly NodeId[],
  ): Split {
    const route = this.#route(from, target, policy);
    const id = this.plan.model.operations.indexOf(operation);
    const everywhere = route.spread(id, 0);
    if (everywhere !== null && everywhere.length === instances.length) {
      return { targets: [{ instances: [...everywhere], rates }], arrivals: (_share, whole) => whole };
    }
    const { shares } = rates;
    if (shares === null) {
      return this.#evenly(
        instances,
        rates,
        `which keys of ${target.model.name} are asked for is not known, and they decide who is asked`,
      );
    }
    const homes = this.#homes(route, id, shares.length);
    const parts = homes.sets.map(() => ({ shares: new Float64Array(shares.length), total: 0 }));
    for (let key = 0; key < shares.length; key++) {
      const part = parts[homes.of[key]!]!;
      part.shares[key] = shares[key]!;
      part.total += shares[key]!;
    }
    const targets = parts.map((part, index) => {
      if (part.total > 0) for (let key = 0; key < shares.length; key++) part.shares[key]! /= part.total;
      return { instances: homes.sets[index]!, rates: new KeyRates(rates.total * part.total, part.shares) };
    });
    return { targets, arrivals: thinnedLaw };
  }

  /** Who has to be asked about each key, by the number of that set. */
  #homes(route: Route, operation: OperationId, keys: number): Homes {
    const byOperation = this.#known.get(route) ?? new Map<string, Homes>();
    this.#known.set(route, byOperation);
    const name = `${operation} ${keys}`;
    const known = byOperation.get(name);
    if (known !== undefined) return known;
    const numbers = new Map<string, number>();
    const sets: (readonly NodeId[])[] = [];
    const of = Int32Array.from({ length: keys }, (_, key) => {
      const asked = route.spread(operation, key) ?? [route.pick(operation, key, 0)];
      const text = asked.join(' ');
      const number = numbers.get(text) ?? sets.push([...asked]) - 1;
      numbers.set(text, number);
      return number;
    });
    const homes = { sets, of };
    byOperation.set(name, homes);
    return homes;
  }

  /** Of a node inside another only those on the caller's own host, if there are any. */
  #reachable(from: NodeId, { model }: PlannedGroup): readonly NodeId[] {
    if (model.inside === null) return model.instances;
    const { instances } = this.plan.model;
    const local = model.instances.filter((instance) => instances[instance]!.host === instances[from]!.host);
    return local.length > 0 ? local : model.instances;
  }

  #route(from: NodeId, target: PlannedGroup, policy: PolicyConfig | undefined): Route {
    const name = `${from} ${target.index} ${JSON.stringify(policy ?? null)}`;
    const placement: Placement = new ModelPlacement(this.plan.model, from, this.#keys, this.plan.parts);
    const route = this.#routes.get(name) ?? placement.route(target.model.name, stillWorld(this.plan.model.seed, from), policy);
    this.#routes.set(name, route);
    return route;
  }
}

const BY_KEY: BalancingTheory = { type: 'by-key' };

function nothing(): never {
  throw new InvariantError('a route did more than pick while theory asked it where keys live');
}

/** What a route may ask for while it is made: streams, and the time, which stands still. */
function stillWorld(seed: number, self: NodeId): Environment {
  return {
    self,
    get recorder(): never {
      return nothing();
    },
    worked: 0,
    stream: (purpose) => createStream(seed, 'theory', String(self), purpose),
    now: () => 0,
    wallTime: () => 0,
    request: nothing,
    call: nothing,
    cancel: nothing,
    tell: nothing,
    answer: nothing,
    respond: nothing,
    work: nothing,
    setTimer: nothing,
    cancelTimer: nothing,
  };
}
