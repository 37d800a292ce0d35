import { manyServers } from './many-servers.js';
import type { Waiting } from './waiting.js';

/**
 * G/G/c, first come first served, approximately: M/M/c, scaled by the mean of the squared coefficients of variation of the
 * times between arrivals and of the service times. Exact for M/M/c and for the mean of M/G/1; for G/G/1 it is Kingman's formula
 * for heavy traffic.
 *
 * Source: Allen, Probability, Statistics and Queueing Theory (2nd edition 1990), section 5.3; Kingman, The single server queue in
 * heavy traffic (1961).
 */
export function allenCunneen(
  servers: number,
  arrivalRate: number,
  service: number,
  variation: { readonly arrivals: number; readonly service: number },
): Waiting {
  const { probability, mean } = manyServers(servers, arrivalRate, service);
  return { probability, mean: mean === 0 ? 0 : (mean * (variation.arrivals + variation.service)) / 2 };
}
