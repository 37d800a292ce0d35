import { logGamma } from './log-gamma.js';

const MOST_TERMS = 10_000;

/**
 * The regularized lower incomplete gamma function P(shape, x): the probability that a gamma variate of this shape is at most x. By its
 * series below shape + 1, by Lentz's continued fraction above (Press et al., Numerical Recipes, section 6.2).
 */
export function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  // logGamma wants at least 0.5.
  const logOfGamma = shape >= 0.5 ? logGamma(shape) : logGamma(shape + 1) - Math.log(shape);
  const scale = Math.exp(shape * Math.log(x) - x - logOfGamma);
  return x < shape + 1 ? scale * series(shape, x) : 1 - scale * fraction(shape, x);
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let count = 1; count < MOST_TERMS && term > sum * Number.EPSILON; count++) {
    term *= x / (shape + count);
    sum += term;
  }
  return sum;
}

function fraction(shape: number, x: number): number {
  const tiny = 1e-300;
  let denominator = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / denominator;
  let found = d;
  for (let count = 1; count < MOST_TERMS; count++) {
    const numerator = count * (shape - count);
    denominator += 2;
    d = 1 / (numerator * d + denominator || tiny);
    c = denominator + numerator / c || tiny;
    found *= c * d;
    if (Math.abs(c * d - 1) < Number.EPSILON) break;
  }
  return found;
}
