/**
 * The mean of the largest of `parts` independent exponentials with this mean: the harmonic number, times the mean.
 *
 * Source: David and Nagaraja, Order Statistics (2003), section 4.6.
 */
export function meanOfLargest(parts: number, mean: number): number {
  let sum = 0;
  for (let part = parts; part >= 1; part--) sum += 1 / part;
  return sum * mean;
}
