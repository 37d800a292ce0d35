import type { NodeId } from '../../core/ids.js';
import type { CallActivity } from '../../environment/activity.js';
import { largestOf, sumOf, within } from '../../theory/laws/combine.js';
import { constantLaw, type Law, meanOnly } from '../../theory/laws/law.js';
import type { Hops } from './hops.js';
import { KeyRates } from './key-rates.js';
import { NOBODY, only, type Passage, type Passages, together, unknownPassage } from './passage.js';
import type { Routing } from './routing.js';
import { instanceOf, type PlannedGroup, type TheoryPlan } from './theory-plan.js';
import { nameOf, type VisitClass, type Visited } from './visited.js';
import type { Walk } from './walk.js';

/** Where only a mean is known, a limit so many times as long is taken as never reached. */
const FAR = 10;
/** Time limits that fewer calls than this reach are as good as none. */
const NEGLIGIBLE = 1e-6;

/** How one call fares at whoever answers it. */
interface Fate {
  readonly succeeds: number;
  readonly succeeded: Omit<Passage, 'rates'>;
  readonly failed: Omit<Passage, 'rates'>;
}

/** What a call comes to: the way there, the line, the work, and the way back. */
export class Calls {
  constructor(
    private readonly plan: TheoryPlan,
    private readonly routing: Routing,
    private readonly hops: Hops,
    private readonly visited: readonly Visited[],
  ) {}

  tell(call: CallActivity, rates: KeyRates, walk: Walk): void {
    walk.outgoing.add(this.#target(call), call.policy, this.#visit(call, walk), call.sameKey ? rates : rates.blurred(), false);
  }

  passages(call: CallActivity, rates: KeyRates, walk: Walk): Passages {
    const target = this.#target(call);
    const visit = this.#visit(call, walk);
    const sent = call.sameKey ? rates : rates.blurred();
    walk.outgoing.add(target, call.policy, visit, sent, walk.parallel);
    const next: Passage[] = [];
    const failed: Passage[] = [];
    for (const { instances, rates: part } of this.routing.split(walk.self.id, target, call.policy, visit.operation, sent)
      .targets) {
      if (part.total === 0) continue;
      const { succeeds, succeeded, failed: lost } = this.#fateOfAll(instances, visit, walk);
      next.push({ ...succeeded, rates: part.scaled(succeeds) });
      if (succeeds !== 1) failed.push({ ...lost, rates: part.scaled(1 - succeeds) });
    }
    const all = { next: together(next), ended: NOBODY, failed: together(failed) };
    // The caller goes on with its own key, whichever it asked about.
    const own = (passage: Passage): Passage =>
      passage.rates.total === 0 ? passage : { ...passage, rates: new KeyRates(passage.rates.total, rates.shares) };
    const kept = { next: own(all.next), ended: NOBODY, failed: own(all.failed) };
    return call.timeout === Infinity ? kept : this.#limited(kept, call, walk);
  }

  /** Of those that looked into a cache, who found their key and who did not. */
  found(call: CallActivity, rates: KeyRates, walk: Walk): { readonly hits: KeyRates; readonly misses: KeyRates } {
    const target = this.#target(call);
    const visit = this.#visit(call, walk);
    const { targets } = this.routing.split(walk.self.id, target, call.policy, visit.operation, rates);
    let hits = rates.scaled(0);
    let misses = rates.scaled(0);
    for (const { instances, rates: part } of targets) {
      const known = this.visited[instances[0]!]!.worked.hits;
      const share = known === null ? (): number => Number.NaN : (key: number): number => known[key] ?? 0;
      hits = hits.plus(part.filtered(share));
      misses = misses.plus(part.filtered((key) => 1 - share(key)));
    }
    return { hits, misses };
  }

  /** Those who missed fill the cache when they have got what they wanted. */
  filled(call: CallActivity, misses: KeyRates, time: number, walk: Walk): void {
    const visit = this.#visit(call, walk);
    for (const { instances, rates } of this.routing.split(walk.self.id, this.#target(call), call.policy, visit.operation, misses)
      .targets) {
      if (rates.total > 0) this.visited[instances[0]!]!.fills(rates.total, time);
    }
  }

  #fateOfAll(instances: readonly NodeId[], visit: VisitClass, walk: Walk): Fate {
    const fates = instances.map((instance) => this.#fate(instance, visit, walk));
    if (fates.length === 1) return fates[0]!;
    const succeeds = fates.reduce((all, fate) => all * fate.succeeds, 1);
    const slowest = largestOf(fates.map(({ succeeded }) => succeeded.law));
    if (slowest === undefined) walk.note('the slowest of several answers is known only where the distributions of all are');
    const unknown = Number.NaN;
    const passage = { law: slowest ?? meanOnly(unknown), waiting: unknown, service: unknown, network: unknown };
    return { succeeds, succeeded: passage, failed: passage };
  }

  #fate(instance: NodeId, visit: VisitClass, walk: Walk): Fate {
    const from = instanceOf(this.plan, walk.self.id).host;
    const to = instanceOf(this.plan, instance).host;
    const there = this.hops.law(from, to);
    const back = this.hops.law(to, from);
    const reason = this.hops.unknown(from, to) ?? this.hops.unknown(to, from);
    if (reason !== undefined) walk.note(reason);
    const network = there.mean + back.mean;
    const { worked } = this.visited[instance]!;
    const answered = worked.answers.get(nameOf(visit));
    const direct: Omit<Passage, 'rates'> = { law: sumOf([there, back]), waiting: 0, service: 0, network };
    if (answered === undefined) return { succeeds: 1, succeeded: direct, failed: direct };
    const { passages, waiting } = answered;
    const good = together([passages.next, passages.ended]);
    const admitted = good.rates.total + passages.failed.rates.total;
    const succeeds = (1 - worked.loss) * (admitted === 0 ? 1 : good.rates.total / admitted);
    const around = ({ law, ...parts }: Passage): Omit<Passage, 'rates'> => ({
      law: sumOf([there, waiting, law, back]),
      waiting: waiting.mean + parts.waiting,
      service: parts.service,
      network: network + parts.network,
    });
    const rejected = worked.loss / (1 - succeeds);
    const failed = together([
      { ...direct, rates: new KeyRates(rejected, null) },
      { ...around(passages.failed), rates: new KeyRates(1 - rejected, null) },
    ]);
    return { succeeds, succeeded: around(good), failed };
  }

  /** Whoever takes too long has failed by then. */
  #limited({ next, failed }: Passages, { timeout, to }: CallActivity, walk: Walk): Passages {
    const { mean } = next.law;
    const limited = within(timeout, next.law);
    if (limited === undefined) {
      if (mean * FAR < timeout || next.rates.total === 0) return { next, ended: NOBODY, failed };
      if (Number.isFinite(mean))
        walk.note(`how many calls to ${to} take longer than they may is not known, since only the mean is`);
      return only(unknownPassage(new KeyRates(Number.NaN, null)));
    }
    if (limited.probability > 1 - NEGLIGIBLE) return { next, ended: NOBODY, failed };
    const share = mean === 0 ? 1 : limited.law.mean / mean;
    const kept: Passage = {
      rates: next.rates.scaled(limited.probability),
      law: limited.law,
      // Of those that are quick enough nobody knows where their time goes; it is taken in the usual proportions.
      waiting: next.waiting * share,
      service: next.service * share,
      network: next.network * share,
    };
    const late: Passage = { ...given(timeout), rates: next.rates.scaled(1 - limited.probability) };
    return { next: kept, ended: NOBODY, failed: together([failed, late]) };
  }

  #target(call: CallActivity): PlannedGroup {
    return this.plan.byName.get(call.to)!;
  }

  #visit(call: CallActivity, walk: Walk): VisitClass {
    return { operation: call.operation ?? walk.visit.operation, priority: walk.visit.priority };
  }
}

function given(timeout: number): Omit<Passage, 'rates'> {
  const law: Law = constantLaw(timeout);
  return { law, waiting: timeout, service: 0, network: 0 };
}
