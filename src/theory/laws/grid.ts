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
