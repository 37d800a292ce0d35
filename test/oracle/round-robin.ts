/**
 * The mean sojourn time behind a round robin of Poisson arrivals over `servers` M/M/1 servers with a mean service time of 1:
 * each sees Erlang times between arrivals, and is a GI/M/1 queue (Kendall 1953). `utilization` of each server.
 */
export function roundRobin(servers: number, utilization: number): number {
  const rate = servers * utilization;
  let root = utilization;
  // The fixed point in (0, 1) of the transform of the time between arrivals; the iteration contracts.
  for (let step = 0; step < 10_000; step++) root = (rate / (rate + 1 - root)) ** servers;
  return 1 / (1 - root);
}
