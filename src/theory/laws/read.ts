import { commonGrid, type Grid, gridUpTo } from './grid.js';
import type { Law } from './law.js';

const ROUNDS = 40;
/** A quantile in the first of so many parts of a grid is looked up again in a finer one. */
const COARSE = 5;

/** The probability of at most x; undefined where only moments are known. */
export function cumulative({ masses }: Law, x: number): number | undefined {
  if (masses === null) return undefined;
  if (!(x > 0)) return masses({ step: Number.MIN_VALUE, cells: 1 })[0]!;
  const { step, cells } = gridUpTo(x);
  const found = masses({ step, cells: cells + 1 });
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) sum += found[cell]!;
  // x is the middle of the last cell.
  return Math.min(1, sum + found[cells]! / 2);
}

/** The value below which a share lies; undefined where only moments are known, or where the tail goes on for too long. */
export function quantile(law: Law, share: number): number | undefined {
  const { mean, masses } = law;
  if (masses === null) return undefined;
  if (mean === 0) return 0;
  if (!Number.isFinite(mean)) return undefined;
  let end = 4 * mean;
  for (let round = 0; round < ROUNDS; round++) {
    const grid = commonGrid(end);
    const reached = grid.step * grid.cells;
    const found = placeOf(masses(grid), grid, share);
    if (found === undefined) end = 4 * reached;
    else if (found > reached / COARSE || found === 0) return found;
    else end = found * 2;
  }
  return 0;
}

/** Within a cell everything is taken as equally likely. Undefined where the grid ends too early. */
function placeOf(masses: Float64Array, { step }: Grid, share: number): number | undefined {
  let below = 0;
  for (const [cell, mass] of masses.entries()) {
    if (below + mass < share) {
      below += mass;
      continue;
    }
    const part = mass === 0 ? 0 : (share - below) / mass;
    return cell === 0 ? (part * step) / 2 : (cell - 0.5 + part) * step;
  }
  return undefined;
}
