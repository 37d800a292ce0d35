/** Equal cells of a stretch of time from 0: cell i holds what lies within half a step of i steps. What lies beyond is left out. */
export interface Grid {
  readonly step: number;
  readonly cells: number;
}

/** How finely times are cut where nothing else is asked for: a quantile comes out to a thousandth or so. */
const CELLS = 2048;

export function gridUpTo(end: number): Grid {
  return { step: end / CELLS, cells: CELLS };
}

const grids = new Map<number, Grid>();

/** One whose end is a power of two, at or above the given one: laws of all kinds meet on it, and remember their masses there. */
export function commonGrid(end: number): Grid {
  let power = 1;
  while (power < end) power *= 2;
  while (power / 2 >= end) power /= 2;
  const grid = grids.get(power) ?? gridUpTo(power);
  grids.set(power, grid);
  return grid;
}
