import type { Activity } from '../../environment/activity.js';
import { isSuccess } from '../../core/status.js';
import { largestOf, sumOf, timesOf } from '../../theory/laws/combine.js';
import { type Law, meanOnly, NOTHING } from '../../theory/laws/law.js';
import type { Calls } from './calls.js';
import { KeyRates } from './key-rates.js';
import type { Laws } from './laws.js';
import { Outgoing } from './outgoing.js';
import { after, atOnce, chained, NOBODY, only, type Passages, together, unknownPassage, whole } from './passage.js';
import type { Walk } from './walk.js';

/** Beyond so many rounds, a loop out of which some requests fall is not followed. */
const MOST_ROUNDS = 1000;

/** Follows requests through what they do at an instance: how many come how far, and how long that takes. */
export class Walker {
  constructor(
    private readonly laws: Laws,
    private readonly calls: Calls,
  ) {}

  walk(activities: readonly Activity[], rates: KeyRates, walk: Walk): Passages {
    let passages: Passages = { next: atOnce(rates), ended: NOBODY, failed: NOBODY };
    for (const activity of activities) {
      if (passages.next.rates.total === 0) break;
      passages = chained(passages, this.#step(activity, passages.next.rates, walk));
    }
    return passages;
  }

  #step(activity: Activity, rates: KeyRates, walk: Walk): Passages {
    switch (activity.type) {
      case 'compute':
        return this.#compute(activity, rates, walk);
      case 'wait':
        return served(rates, this.laws.of(activity.amount, activity.stretched ? walk.speed : 1));
      case 'call':
        return this.calls.passages(activity, rates, walk);
      case 'lookup':
        return this.#lookUp(activity, rates, walk);
      case 'tell':
        this.calls.tell(activity.call, rates, walk);
        return only(atOnce(rates));
      case 'choose':
        return joined(
          activity.options.map(({ probability, activities }) => this.walk(activities, rates.scaled(probability), walk)),
        );
      case 'repeat':
        return this.#repeat(activity, rates, walk);
      case 'parallel':
        return this.#parallel(activity.branches, rates, walk);
      case 'attempt':
        return this.#attempt(activity, rates, walk);
      case 'respond':
        return isSuccess(activity.status)
          ? { next: NOBODY, ended: atOnce(rates), failed: NOBODY }
          : { next: NOBODY, ended: NOBODY, failed: atOnce(rates) };
      case 'unknown':
        walk.note(activity.reason);
        return only(unknownPassage(activity.onlyTime === true ? rates : new KeyRates(Number.NaN, null)));
    }
  }

  #compute({ amount }: Extract<Activity, { type: 'compute' }>, rates: KeyRates, walk: Walk): Passages {
    const law = this.laws.of(amount, walk.speed);
    const waiting = walk.self.worked.coreWaiting.get(amount) ?? NOTHING;
    walk.computing.push({ amount, rate: rates.total });
    return only({ rates, law: sumOf([waiting, law]), waiting: waiting.mean, service: law.mean, network: 0 });
  }

  /** Who looked in vain, and who could not even look, goes on as after a miss. */
  #lookUp({ call, found, missing }: Extract<Activity, { type: 'lookup' }>, rates: KeyRates, walk: Walk): Passages {
    const looked = this.calls.passages(call, rates, walk);
    const { hits, misses } = this.calls.found(call, looked.next.rates, walk);
    const fetched = this.walk(missing, misses, walk);
    this.calls.filled(call, misses, fetched.next.law.mean, walk);
    return joined([
      chained(only({ ...looked.next, rates: hits }), this.walk(found, hits, walk)),
      chained(only({ ...looked.next, rates: misses }), fetched),
      chained(only(looked.failed), this.walk(missing, looked.failed.rates, walk)),
    ]);
  }

  #repeat({ times, activities }: Extract<Activity, { type: 'repeat' }>, rates: KeyRates, walk: Walk): Passages {
    if (times === 0) return only(atOnce(rates));
    const trial: Walk = { ...walk, outgoing: new Outgoing(), computing: [], note: () => {} };
    const once = this.walk(activities, rates, trial);
    if (once.ended.rates.total === 0 && once.failed.rates.total === 0) {
      this.walk(activities, rates.scaled(times), walk);
      const { law, waiting, service, network } = once.next;
      return only({
        rates,
        law: timesOf(times, law),
        waiting: waiting * times,
        service: service * times,
        network: network * times,
      });
    }
    if (times > MOST_ROUNDS) {
      walk.note(`a loop of ${times} rounds out of which some requests fall is not followed`);
      return only(unknownPassage(new KeyRates(Number.NaN, null)));
    }
    let passages = only(atOnce(rates));
    for (let round = 0; round < times; round++) {
      passages = chained(passages, this.walk(activities, passages.next.rates, walk));
    }
    return passages;
  }

  /** Each waits for all, also where one has failed. */
  #parallel(branches: readonly (readonly Activity[])[], rates: KeyRates, walk: Walk): Passages {
    const inside = { ...walk, parallel: branches.length > 1 };
    const walked = branches.map((branch) => this.walk(branch, rates, inside));
    const succeeded = walked.reduce((all, { next }) => all * (next.rates.total / rates.total), 1);
    const slowest = largestOf(walked.map((passages) => whole(passages).law));
    if (slowest === undefined) walk.note('the slowest of several branches is known only where the distributions of all are');
    const one = branches.length === 1 ? whole(walked[0]!) : null;
    const passage = {
      law: slowest ?? meanOnly(Number.NaN),
      waiting: one?.waiting ?? Number.NaN,
      service: one?.service ?? Number.NaN,
      network: one?.network ?? Number.NaN,
    };
    return {
      next: { ...passage, rates: rates.scaled(succeeded) },
      ended: NOBODY,
      failed: succeeded === 1 ? NOBODY : { ...passage, rates: rates.scaled(1 - succeeded) },
    };
  }

  #attempt({ activities, otherwise }: Extract<Activity, { type: 'attempt' }>, rates: KeyRates, walk: Walk): Passages {
    const tried = this.walk(activities, rates, walk);
    const rescued = this.walk(otherwise, tried.failed.rates, walk);
    return {
      next: together([tried.next, after(tried.failed, rescued.next)]),
      ended: together([tried.ended, after(tried.failed, rescued.ended)]),
      failed: after(tried.failed, rescued.failed),
    };
  }
}

function served(rates: KeyRates, law: Law): Passages {
  return only({ rates, law, waiting: 0, service: law.mean, network: 0 });
}

function joined(all: readonly Passages[]): Passages {
  return {
    next: together(all.map(({ next }) => next)),
    ended: together(all.map(({ ended }) => ended)),
    failed: together(all.map(({ failed }) => failed)),
  };
}
