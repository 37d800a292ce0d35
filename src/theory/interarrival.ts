/**
 * The squared coefficient of variation of the times between departures of a G/G/c queue, approximately.
 *
 * Source: Whitt, The queueing network analyzer (1983), equation 38 with the exponent of equation 41.
 */
export function departures(servers: number, utilization: number, arrivals: number, service: number): number {
  if (servers === Infinity) return arrivals;
  const busy = utilization * utilization;
  return 1 + (1 - busy) * (arrivals - 1) + (busy / Math.sqrt(servers)) * (Math.max(service, 0.2) - 1);
}

/** The squared coefficient of variation of several streams that come together, each weighed by its share of all (the asymptotic method, Whitt 1983, section 4.3). */
export function merged(streams: readonly { readonly rate: number; readonly variation: number }[]): number {
  let rate = 0;
  let sum = 0;
  for (const stream of streams) {
    rate += stream.rate;
    sum += stream.rate * stream.variation;
  }
  return rate === 0 ? 1 : sum / rate;
}
