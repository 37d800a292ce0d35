/** Lanczos' coefficients for g = 7, n = 9 (Godfrey 2001): about 15 digits for positive arguments. */
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** log(gamma(x)) for x >= 0.5. */
export function logGamma(x: number): number {
  const shifted = x - 1;
  const t = shifted + 7.5;
  let sum: number = COEFFICIENTS[0];
  for (let index = 1; index < COEFFICIENTS.length; index++) sum += COEFFICIENTS[index]! / (shifted + index);
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}
