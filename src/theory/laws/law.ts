import type { Grid } from './grid.js';

/**
 * How long something takes, which is never less than 0. `masses` gives the probability of each cell of a grid, or is null where only
 * the moments are known. Since nothing is negative, sums and maxima of laws are right on a grid whatever lies beyond it.
 */
export interface Law {
  readonly mean: number;
  /** NaN where it is not known; Infinity where there is none. */
  readonly variance: number;
  readonly masses: ((grid: Grid) => Float64Array) | null;
  /** Whether it has no memory; many forms hold only then. */
  readonly exponential?: boolean;
}

/** Variance over squared mean. */
export function squaredVariation({ mean, variance }: Law): number {
  return mean === 0 ? 0 : variance / (mean * mean);
}

/** A law whose masses are worked out once for each grid. */
export function law(mean: number, variance: number, masses: ((grid: Grid) => Float64Array) | null): Law {
  if (masses === null) return { mean, variance, masses };
  const known = new WeakMap<Grid, Float64Array>();
  return {
    mean,
    variance,
    masses(grid) {
      const found = known.get(grid) ?? masses(grid);
      known.set(grid, found);
      return found;
    },
  };
}

/** From the probability of at most x. */
export function lawOf(mean: number, variance: number, cumulative: (x: number) => number): Law {
  return law(mean, variance, ({ step, cells }) => {
    const masses = new Float64Array(cells);
    let below = 0;
    for (let cell = 0; cell < cells; cell++) {
      const up = cumulative((cell + 0.5) * step);
      masses[cell] = up - below;
      below = up;
    }
    return masses;
  });
}

/** Always the same. Between two cells its mass is shared, so that the mean is right. */
export function constantLaw(value: number): Law {
  return law(value, 0, ({ step, cells }) => {
    const masses = new Float64Array(cells);
    const place = value / step;
    const cell = Math.floor(place);
    if (cell < cells) masses[cell] = cell + 1 - place;
    if (cell + 1 < cells) masses[cell + 1] = place - cell;
    return masses;
  });
}

export const NOTHING: Law = constantLaw(0);

export function exponentialLaw(mean: number): Law {
  return { ...lawOf(mean, mean * mean, (x) => -Math.expm1(-x / mean)), exponential: true };
}

/** So many times as long. */
export function scaledLaw(factor: number, whole: Law): Law {
  if (factor === 1 || whole === NOTHING) return whole;
  const { mean, variance, masses } = whole;
  const scaled = law(
    mean * factor,
    variance * factor * factor,
    masses === null ? null : ({ step, cells }) => masses({ step: step / factor, cells }),
  );
  return whole.exponential === true ? { ...scaled, exponential: true } : scaled;
}

/** A law of which only the mean is known. */
export function meanOnly(mean: number): Law {
  return mean === 0 ? NOTHING : { mean, variance: Number.NaN, masses: null };
}

/** With `probability` an exponential time, and nothing otherwise: how long one waits at M/M/c and GI/M/1. */
export function sometimesExponential(probability: number, mean: number): Law {
  if (mean === 0 || probability === 0) return NOTHING;
  const later = mean / probability;
  return lawOf(mean, 2 * later * mean - mean * mean, (x) => 1 - probability * Math.exp(-x / later));
}
