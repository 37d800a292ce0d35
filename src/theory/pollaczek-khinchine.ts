import type { Waiting } from './waiting.js';

/**
 * M/G/1, first come first served: Poisson arrivals, any service times with a squared coefficient of variation. Infinity where
 * the server cannot keep up.
 *
 * Source: Pollaczek (1930), Khinchine (1932), as in Kleinrock, Queueing Systems I (1975), section 5.6.
 */
export function pollaczekKhinchine(arrivalRate: number, service: number, squaredVariation: number): Waiting {
  const load = arrivalRate * service;
  if (load >= 1) return { probability: 1, mean: Infinity };
  return { probability: load, mean: (load * service * (1 + squaredVariation)) / (2 * (1 - load)) };
}
