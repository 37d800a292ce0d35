import { cumulative } from './read.js';
import { gridUpTo } from './grid.js';
import { law, type Law, NOTHING } from './law.js';
import { sharedLaw } from './shared-laws.js';

/** From here on the mean of those that are not given up is that of all without the others. */
const FEW_LEFT_OUT = 0.9;
const REACH_BEYOND = 16;

/** One after the other, independently. */
export function sumOf(laws: readonly Law[]): Law {
  const parts = laws.filter((part) => part !== NOTHING);
  if (parts.length === 0) return NOTHING;
  return parts.reduce((left, right) => sharedLaw('sum', [left, right], () => sumOfTwo(left, right)));
}

function sumOfTwo(left: Law, right: Law): Law {
  const { masses } = left;
  const known = masses !== null && right.masses !== null;
  return law(
    left.mean + right.mean,
    left.variance + right.variance,
    known ? (grid) => convolved(masses(grid), right.masses!(grid)) : null,
  );
}

/** The same so many times, one after the other, independently. */
export function timesOf(times: number, one: Law): Law {
  if (times === 0) return NOTHING;
  if (times === 1) return one;
  const half = timesOf(Math.floor(times / 2), one);
  return sumOf(times % 2 === 0 ? [half, half] : [half, half, one]);
}

export interface Possibility {
  readonly probability: number;
  readonly law: Law;
}

/** One of them. The probabilities need not add up to 1: they are scaled until they do. */
export function mixtureOf(possibilities: readonly Possibility[]): Law {
  const possible = possibilities.filter(({ probability }) => probability > 0);
  const total = possible.reduce((sum, { probability }) => sum + probability, 0);
  if (possible.length === 0) return NOTHING;
  const [first] = possible;
  if (possible.every(({ law: each }) => each === first!.law)) return first!.law;
  if (possible.every(({ law: each }) => each.exponential === true && each.mean === first!.law.mean)) return first!.law;
  const way = `mixture ${possible.map(({ probability }) => probability / total).join(' ')}`;
  return sharedLaw(
    way,
    possible.map(({ law: each }) => each),
    () => mixtureOfSome(possible, total),
  );
}

function mixtureOfSome(possible: readonly Possibility[], total: number): Law {
  let mean = 0;
  let square = 0;
  for (const { probability, law: each } of possible) {
    mean += (probability / total) * each.mean;
    square += (probability / total) * (each.variance + each.mean * each.mean);
  }
  if (possible.some(({ law: each }) => each.masses === null)) return { mean, variance: square - mean * mean, masses: null };
  return law(mean, square - mean * mean, (grid) => {
    const masses = new Float64Array(grid.cells);
    for (const { probability, law: each } of possible) {
      const own = each.masses!(grid);
      for (let cell = 0; cell < masses.length; cell++) masses[cell]! += (probability / total) * own[cell]!;
    }
    return masses;
  });
}

/** The longest of several independent ones. Without their distributions only their bounds are known: undefined then. */
export function largestOf(laws: readonly Law[]): Law | undefined {
  if (laws.length === 0) return NOTHING;
  if (laws.length === 1) return laws[0]!;
  if (laws.some(({ masses }) => masses === null)) return undefined;
  return sharedLaw('largest', laws, () => largestOfSome(laws));
}

function largestOfSome(laws: readonly Law[]): Law {
  const masses: Law['masses'] = (grid) => {
    const below = laws.map(() => 0);
    const own = laws.map((each) => each.masses!(grid));
    const found = new Float64Array(grid.cells);
    let before = 0;
    for (let cell = 0; cell < found.length; cell++) {
      let all = 1;
      for (let index = 0; index < laws.length; index++) all *= below[index]! += own[index]![cell]!;
      found[cell] = all - before;
      before = all;
    }
    return found;
  };
  const { mean, variance } = momentsOn(masses, reach(laws));
  return law(mean, variance, masses);
}

/** What is left where those that take longer than `limit` are given up; `probability` is the share of those that are not. */
export function within(limit: number, whole: Law): { readonly probability: number; readonly law: Law } | undefined {
  return whole.masses === null ? undefined : sharedLaw(`within ${limit}`, [whole], () => withinKnown(limit, whole));
}

function withinKnown(limit: number, whole: Law): { readonly probability: number; readonly law: Law } {
  const masses = whole.masses!;
  const probability = cumulative(whole, limit)!;
  if (probability === 0) return { probability, law: NOTHING };
  const kept: Law['masses'] = (grid) => {
    const own = masses(grid);
    const last = Math.floor(limit / grid.step + 0.5);
    return own.map((mass, cell) => (cell > last ? 0 : mass / probability));
  };
  const { mean, variance } = momentsOn(kept, limit);
  const better = probability > FEW_LEFT_OUT ? meanWithout(whole, limit, probability) : mean;
  return { probability, law: law(better, variance, kept) };
}

/** Where few are given up, the mean of the others is exact but for what those few take, which bears to be cut more coarsely. */
function meanWithout(whole: Law, limit: number, probability: number): number {
  const grid = gridUpTo(limit * REACH_BEYOND);
  let beyond = 0;
  for (const [cell, mass] of whole.masses!(grid).entries()) if (cell * grid.step > limit) beyond += mass * cell * grid.step;
  return (whole.mean - beyond) / probability;
}

/** Mean and variance of what has all its mass below `end`. */
function momentsOn(masses: NonNullable<Law['masses']>, end: number): { readonly mean: number; readonly variance: number } {
  const grid = gridUpTo(end);
  let total = 0;
  let mean = 0;
  let square = 0;
  for (const [cell, mass] of masses(grid).entries()) {
    const value = cell * grid.step;
    total += mass;
    mean += mass * value;
    square += mass * value * value;
  }
  mean /= total;
  return { mean, variance: Math.max(0, square / total - mean * mean) };
}

/** Up to where the largest of several lies, but for a millionth. */
function reach(laws: readonly Law[]): number {
  let end = Math.max(
    ...laws.map(({ mean, variance }) => mean + 4 * Math.sqrt(Number.isFinite(variance) ? variance : mean * mean)),
  );
  const missing = (): number => Math.max(...laws.map((each) => 1 - cumulative(each, end)!));
  for (let doubling = 0; doubling < 12 && missing() > 1e-6 / laws.length; doubling++) end *= 2;
  return end;
}

function convolved(left: Float64Array, right: Float64Array): Float64Array {
  const [sparse, dense] = occupied(left) <= occupied(right) ? [left, right] : [right, left];
  const sum = new Float64Array(left.length);
  for (let shift = 0; shift < sparse.length; shift++) {
    const mass = sparse[shift]!;
    if (mass === 0) continue;
    for (let cell = shift; cell < sum.length; cell++) sum[cell]! += mass * dense[cell - shift]!;
  }
  return sum;
}

function occupied(masses: Float64Array): number {
  let count = 0;
  for (const mass of masses) if (mass !== 0) count++;
  return count;
}
