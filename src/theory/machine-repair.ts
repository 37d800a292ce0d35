import type { ClosedNetwork } from './mean-value-analysis.js';

/**
 * One station of `servers` exponential servers and `clients` that are elsewhere for `delay` between two visits, however that is
 * distributed: exact, by the weights of how many are at the station.
 *
 * Source: the machine interference problem, Palm (1947), as in Kleinrock, Queueing Systems I (1975), section 3.8; that only the mean
 * of the delay counts: Baskett, Chandy, Muntz and Palacios (1975).
 */
export function machineRepair(servers: number, service: number, delay: number, clients: number): ClosedNetwork {
  if (delay === 0) return saturated(servers, service, clients);
  let weight = 1;
  let total = 1;
  let busy = 0;
  let here = 0;
  for (let present = 1; present <= clients; present++) {
    weight *= ((clients - present + 1) * service) / (delay * Math.min(present, servers));
    total += weight;
    busy += weight * Math.min(present, servers);
    here += weight * present;
    if (total < 1e200) continue;
    weight /= total;
    busy /= total;
    here /= total;
    total = 1;
  }
  const throughput = busy / total / service;
  const response = here / total / throughput;
  return { throughput, response, waiting: [response - service] };
}

/** Nobody is ever elsewhere. */
function saturated(servers: number, service: number, clients: number): ClosedNetwork {
  const throughput = Math.min(clients, servers) / service;
  const response = clients / throughput;
  return { throughput, response, waiting: [response - service] };
}
