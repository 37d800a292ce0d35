import { logGamma } from './log-gamma.js';

const TINY = 1e-300;
const PRECISION = 1e-16;
const MOST_TERMS = 10_000;

/** The regularized incomplete beta function I_x(a, b), for 0 <= x <= 1 and positive a, b. By its continued fraction (DLMF 8.17.22). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only on this side of the mean; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logFront) / a) * continuedFraction(x, a, b);
}

/** Lentz's method, as modified by Thompson and Barnett (1986). */
function continuedFraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let term = 1; term <= MOST_TERMS; term++) {
    for (const coefficient of [evenCoefficient(term, x, a, b), oddCoefficient(term, x, a, b)]) {
      denominator = 1 / awayFromZero(1 + coefficient * denominator);
      numerator = awayFromZero(1 + coefficient / numerator);
      value *= numerator * denominator;
    }
    if (Math.abs(numerator * denominator - 1) < PRECISION) break;
  }
  return value;
}

function evenCoefficient(m: number, x: number, a: number, b: number): number {
  return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
}

function oddCoefficient(m: number, x: number, a: number, b: number): number {
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
