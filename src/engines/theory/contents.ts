import type { ContentsTheory } from '../../environment/station-theory.js';
import { evictionPolicies } from '../../policies/eviction/registry.js';
import { characteristicTime, type MeanStay, presence } from '../../theory/characteristic-time.js';
import type { KeyRates } from './key-rates.js';
import type { Visited } from './visited.js';

/** By how popular the keys are: caches that are alike hold the same. */
const known = new WeakMap<Float64Array, Map<string, Float64Array>>();

/** By key the share of time in which a cache has it, and of reads that find it; or why nobody knows. */
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
  const fill = visited.fill;
  const keys = reads.shares.length;
  const stay = definition.stay ?? (contents.capacity >= keys ? everlasting : undefined);
  if (stay === undefined) return { unknown: `nothing is known of how long entries stay under ${definition.name}` };
  const name = [
    contents.capacity,
    contents.life,
    definition.name,
    fill,
    reads.total,
    removals?.total ?? 0,
    numberOf(removals?.shares),
  ].join(' ');
  const byName = known.get(reads.shares) ?? new Map<string, Float64Array>();
  known.set(reads.shares, byName);
  const hits = byName.get(name) ?? worked(perKey(reads), removals === null ? null : perKey(removals), contents, stay, fill);
  byName.set(name, hits);
  return hits;
}

function worked(
  rates: Float64Array,
  removed: Float64Array | null,
  { capacity, life }: ContentsTheory,
  stay: MeanStay,
  fill: number,
): Float64Array {
  const time = characteristicTime(rates, removed, capacity, life, stay, fill);
  return rates.map((rate, key) => presence(rate, stay(rate, time, life, removed?.[key] ?? 0), fill));
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

const numbers = new WeakMap<Float64Array, number>();
let count = 0;

/** Two lists of shares are the same only if they are the same object. */
function numberOf(shares: Float64Array | null | undefined): number {
  if (shares === null || shares === undefined) return -1;
  const number = numbers.get(shares) ?? count++;
  numbers.set(shares, number);
  return number;
}
