import type { ContentsTheory } from '../../environment/station-theory.js';
import { evictionPolicies } from '../../policies/eviction/registry.js';
import { characteristicTime, presence } from '../../theory/characteristic-time.js';
import type { KeyRates } from './key-rates.js';
import type { Visited } from './visited.js';

/** What a cache holds: by key the share of its reads that find it, or why nobody knows. */
export function hitsOf(contents: ContentsTheory, visited: Visited): Float64Array | { readonly unknown: string } {
  if (contents.unknown !== undefined) return { unknown: contents.unknown };
  if (Number.isNaN(contents.capacity))
    return { unknown: 'a cache that is measured in bytes holds a number of entries that is not known' };
  const definition = evictionPolicies.get(contents.policy.name)!;
  const reads = asked(contents.reads, visited);
  const removals = asked(contents.removes, visited);
  if (reads === null) return new Float64Array(0);
  if (reads.shares === null || (removals !== null && removals.shares === null)) {
    return { unknown: 'how popular each key is is not known, or changes' };
  }
  const rates = perKey(reads);
  const removed = removals === null ? null : perKey(removals);
  const stay = definition.stay ?? (contents.capacity >= rates.length ? everlasting : undefined);
  if (stay === undefined) return { unknown: `nothing is known of how long entries stay under ${definition.name}` };
  const time = characteristicTime(rates, removed, contents.capacity, contents.life, stay);
  return rates.map((rate, key) => presence(rate, stay(rate, time, contents.life, removed?.[key] ?? 0)));
}

/** Where all keys fit, none is ever thrown out for lack of room. */
const everlasting = (_rate: number, _time: number, life: number, removal: number): number => {
  return removal === 0 ? life : -Math.expm1(-removal * life) / removal;
};

function asked(operation: string, { classes }: Visited): KeyRates | null {
  const some = classes.filter(({ visit, rates }) => visit.operation === operation && rates.total !== 0);
  return some.length === 0 ? null : some.map(({ rates }) => rates).reduce((sum, rates) => sum.plus(rates));
}

function perKey({ total, shares }: KeyRates): Float64Array {
  return shares!.map((share) => share * total);
}
