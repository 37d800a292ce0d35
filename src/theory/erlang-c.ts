import { erlangB } from './erlang-b.js';

/**
 * M/M/c: the share of Poisson arrivals that have to wait. `load` in erlangs; 1 where it is not below the number of servers.
 *
 * Source: Erlang (1917), as in Kleinrock, Queueing Systems I (1975), section 3.5.
 */
export function erlangC(servers: number, load: number): number {
  if (load >= servers) return 1;
  const lost = erlangB(servers, load);
  return lost / (1 - (load / servers) * (1 - lost));
}
