import { manyServers } from './many-servers.js';

/**
 * M/G/c under processor sharing: the mean sojourn time where all present share `cores` equally and none gets more than one. Only
 * the mean of the service time counts, so it is that of M/M/c; for one core, service / (1 - load).
 *
 * Source: Kleinrock, Time-shared Systems (1967); for several cores Cohen, The multiple phase service network with generalized
 * processor sharing (1979).
 */
export function processorSharing(cores: number, arrivalRate: number, service: number): number {
  return service + manyServers(cores, arrivalRate, service).mean;
}
