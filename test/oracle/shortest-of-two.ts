/** Differences between the two queues above this one are left out: they have a probability far below 1e-12. */
const MOST_APART = 24;
/** Lengths of the shorter queue above this one are left out as well. */
const LONGEST = 250;

/**
 * The mean sojourn time where each Poisson arrival joins the shorter of two M/M/1 queues with a mean service time of 1.
 * Solves the Markov chain of (shorter queue, difference) by elimination of its levels, from the longest down.
 */
export function shortestOfTwo(utilization: number): number {
  const rate = 2 * utilization;
  // R of each level: how often the level above is visited per visit of this one, by difference.
  let above = downToHere(LONGEST, rate, null);
  const ratios = [above];
  for (let level = LONGEST - 1; level >= 1; level--) {
    above = downToHere(level, rate, above);
    ratios.push(above);
  }
  return littlesLaw(ratios.toReversed(), rate);
}

type Matrix = Float64Array[];

const SIZE = MOST_APART + 1;

/** Rates from `level` by difference: up a level, within it, down a level, and out of the state in all. */
function rates(level: number, rate: number) {
  const up = zeros();
  const within = zeros();
  const down = zeros();
  for (let apart = 0; apart < SIZE; apart++) {
    if (apart > 0 && level < LONGEST) up[apart]![apart - 1]! += rate;
    if (apart === 0) within[0]![1]! += rate;
    if (apart > 0) within[apart]![apart - 1]! += 1;
    if (level > 0 && apart < MOST_APART) down[apart]![apart + 1]! += apart === 0 ? 2 : 1;
  }
  return { up, within, down };
}

function outOf(level: number, rate: number): Float64Array {
  const { up, within, down } = rates(level, rate);
  return Float64Array.from(up, (_, apart) => total(up[apart]!) + total(within[apart]!) + total(down[apart]!));
}

/** Visits of `level`, by difference, per visit of the level below. `above` is the same of the level above. */
function downToHere(level: number, rate: number, above: Matrix | null): Matrix {
  return times(rates(level - 1, rate).up, inverse(stayMatrix(level, rate, above)));
}

/** Minus the generator of a level, excursions above it included. */
function stayMatrix(level: number, rate: number, above: Matrix | null): Matrix {
  const { within } = rates(level, rate);
  const out = outOf(level, rate);
  const back = above === null ? zeros() : times(above, rates(level + 1, rate).down);
  return within.map((row, from) => row.map((value, to) => (from === to ? out[from]! : 0) - value - back[from]![to]!));
}

function littlesLaw(ratios: readonly Matrix[], rate: number): number {
  let shares = stationary(stayMatrix(0, rate, ratios[0]!));
  let mass = total(shares);
  let present = shares.reduce((sum, share, apart) => sum + share * apart, 0);
  for (const [index, ratio] of ratios.entries()) {
    shares = times([shares], ratio)[0]!;
    mass += total(shares);
    present += shares.reduce((sum, share, apart) => sum + share * (2 * (index + 1) + apart), 0);
  }
  return present / mass / rate;
}

/** The left null vector, up to a factor: the first entry is set to 1. */
function stationary(matrix: Matrix): Float64Array {
  const rest = matrix.slice(1).map((row) => row.slice(1));
  const right = matrix[0]!.slice(1).map((value) => -value);
  return Float64Array.from([1, ...times([right], inverse(rest))[0]!]);
}

function inverse(matrix: Matrix): Matrix {
  const size = matrix.length;
  const rows = matrix.map((row, index) => {
    const wide = new Float64Array(2 * size);
    wide.set(row);
    wide[size + index] = 1;
    return wide;
  });
  for (let pivot = 0; pivot < size; pivot++) {
    const best = rows.reduce(
      (at, row, index) => (index > pivot && Math.abs(row[pivot]!) > Math.abs(rows[at]![pivot]!) ? index : at),
      pivot,
    );
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    const own = rows[pivot]!;
    const scale = own[pivot]!;
    for (let column = 0; column < 2 * size; column++) own[column]! /= scale;
    for (const [index, row] of rows.entries()) {
      const factor = row[pivot]!;
      if (index === pivot || factor === 0) continue;
      for (let column = pivot; column < 2 * size; column++) row[column]! -= factor * own[column]!;
    }
  }
  return rows.map((row) => row.slice(size));
}

function times(left: Matrix, right: Matrix): Matrix {
  return left.map((row) => {
    const product = new Float64Array(right[0]!.length);
    for (const [index, factor] of row.entries()) {
      if (factor === 0) continue;
      const other = right[index]!;
      for (let column = 0; column < product.length; column++) product[column]! += factor * other[column]!;
    }
    return product;
  });
}

function zeros(): Matrix {
  return Array.from({ length: SIZE }, () => new Float64Array(SIZE));
}

function total(row: Float64Array): number {
  return row.reduce((sum, value) => sum + value, 0);
}
