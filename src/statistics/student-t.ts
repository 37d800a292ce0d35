import { incompleteBeta } from './incomplete-beta.js';

/** The probability that a value of Student's t distribution lies below t. `degrees` of freedom > 0. */
export function studentCumulative(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** Quantiles that were asked for before: each metric of a run asks for the same one. */
const known = new Map<string, number>();

/** The t below which this share of Student's t distribution lies; 0 < share < 1. */
export function studentQuantile(share: number, degrees: number): number {
  if (share === 0.5) return 0;
  if (share < 0.5) return -studentQuantile(1 - share, degrees);
  const asked = `${share} ${degrees}`;
  const quantile = known.get(asked) ?? findQuantile(share, degrees);
  known.set(asked, quantile);
  return quantile;
}

function findQuantile(share: number, degrees: number): number {
  const tail = 1 - share;
  let low = 0;
  let high = 1;
  while (upperTail(high, degrees) > tail) high *= 2;
  // Halving until the doubles meet: slow and certain.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (upperTail(middle, degrees) > tail) low = middle;
    else high = middle;
  }
}

function upperTail(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
}
