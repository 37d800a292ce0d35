import { mixtureOf, sumOf } from '../../theory/laws/combine.js';
import { type Law, meanOnly, NOTHING } from '../../theory/laws/law.js';
import { type KeyRates, NEVER_ASKED } from './key-rates.js';

/** How requests come through something: how often, how long it takes, and the means of what the time goes into. */
export interface Passage {
  readonly rates: KeyRates;
  readonly law: Law;
  readonly waiting: number;
  readonly service: number;
  readonly network: number;
}

/** Where requests are after some activities: about to go on, answered already, or failed. */
export interface Passages {
  readonly next: Passage;
  readonly ended: Passage;
  readonly failed: Passage;
}

export const NOBODY: Passage = { rates: NEVER_ASKED, law: NOTHING, waiting: 0, service: 0, network: 0 };

export function atOnce(rates: KeyRates): Passage {
  return { ...NOBODY, rates };
}

/** The second after the first; how often is the second's affair. */
export function after(first: Passage, second: Passage): Passage {
  if (second.rates.total === 0) return NOBODY;
  return {
    rates: second.rates,
    law: sumOf([first.law, second.law]),
    waiting: first.waiting + second.waiting,
    service: first.service + second.service,
    network: first.network + second.network,
  };
}

/** All of them together, each as often as it happens. */
export function together(passages: readonly Passage[]): Passage {
  const some = passages.filter(({ rates }) => rates.total !== 0);
  if (some.length === 0) return NOBODY;
  if (some.length === 1) return some[0]!;
  const rates = some.map((passage) => passage.rates).reduce((sum, own) => sum.plus(own));
  if (Number.isNaN(rates.total)) return unknownPassage(rates);
  const mean = (part: (passage: Passage) => number): number =>
    some.reduce((sum, passage) => sum + (passage.rates.total / rates.total) * part(passage), 0);
  return {
    rates,
    law: mixtureOf(some.map(({ rates: { total }, law }) => ({ probability: total, law }))),
    waiting: mean(({ waiting }) => waiting),
    service: mean(({ service }) => service),
    network: mean(({ network }) => network),
  };
}

/** `second` begins where `first` goes on: it was worked out for the rates of `first.next`. */
export function chained(first: Passages, second: Passages): Passages {
  return {
    next: after(first.next, second.next),
    ended: together([first.ended, after(first.next, second.ended)]),
    failed: together([first.failed, after(first.next, second.failed)]),
  };
}

export function whole({ next, ended, failed }: Passages): Passage {
  return together([next, ended, failed]);
}

export function only(next: Passage): Passages {
  return { next, ended: NOBODY, failed: NOBODY };
}

export function unknownPassage(rates: KeyRates): Passage {
  const unknown = Number.NaN;
  return { rates, law: meanOnly(unknown), waiting: unknown, service: unknown, network: unknown };
}
