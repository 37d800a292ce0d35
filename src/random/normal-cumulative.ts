const DENSITY_AT_0 = 0.3989422804014327;

/** The standard normal probability of at most z, for any z. */
export function normalCumulative(z: number): number {
  const density = DENSITY_AT_0 * Math.exp(-0.5 * z * z);
  if (z > 8) return 1;
  if (z < -8) return 0;
  return z >= 0 ? cumulativeOf(z, density) : 1 - cumulativeOf(-z, density);
}

/** Marsaglia, "Evaluating the normal distribution" (2004): a series that is exact to the last bits for 0 <= z <= 8. */
export function cumulativeOf(z: number, density: number): number {
  let sum = z;
  let term = z;
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * density;
}
