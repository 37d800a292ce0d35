import type { RandomStream } from './stream.js';

/** Where uniform() is 0, once in 2^64 draws: just beyond -log(2^-64). */
const LARGEST = 44.5;

/** An exponential with mean 1, by inversion. Its tail reaches 44 means. */
export function standardExponential(stream: RandomStream): number {
  const uniform = stream.uniform();
  return uniform > 0 ? -Math.log(uniform) : LARGEST;
}
