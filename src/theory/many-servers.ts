import { erlangC } from './erlang-c.js';
import type { Waiting } from './waiting.js';

/**
 * M/M/c, first come first served: Poisson arrivals, exponential service times. Who has to wait waits for an exponential time.
 * Times in one unit, rates per that unit. Infinity where the servers cannot keep up.
 *
 * Source: Erlang (1917), as in Kleinrock, Queueing Systems I (1975), section 3.5.
 */
export function manyServers(servers: number, arrivalRate: number, service: number): Waiting {
  const load = arrivalRate * service;
  if (servers === Infinity) return { probability: 0, mean: 0 };
  const probability = erlangC(servers, load);
  return { probability, mean: load < servers ? (probability * service) / (servers - load) : Infinity };
}
