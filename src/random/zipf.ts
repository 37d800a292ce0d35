/**
 * Weights of `count` ranks, the first the most popular: rank r (from 1) weighs r to the power of -exponent. 0 is uniform.
 * Not scaled to add up to 1.
 */
export function zipfWeights(exponent: number, count: number): Float64Array {
  const weights = new Float64Array(count);
  for (let index = 0; index < count; index++) weights[index] = Math.exp(-exponent * Math.log(index + 1));
  return weights;
}
