/** M/M/c/K in its steady state. */
export interface FiniteQueue {
  /** The share of arrivals that find no place and are lost. */
  readonly loss: number;
  /** The share of the servers that are busy. */
  readonly utilization: number;
  /** Those who wait, averaged over time. */
  readonly queueLength: number;
  /** By how many of those before it have to be done before an admitted arrival is served, from 0. */
  readonly ahead: Float64Array;
}

/**
 * M/M/c/K: `places` to wait behind `servers`, whoever finds them taken is lost. `load` in erlangs, which may be more than the
 * servers can do. The one who finds n at work or waiting waits for n - servers + 1 of them to be done.
 *
 * Source: Kleinrock, Queueing Systems I (1975), section 3.6; Gross and Harris, Fundamentals of Queueing Theory, section 2.5.
 */
export function finiteQueue(servers: number, places: number, load: number): FiniteQueue {
  // Weights of the states from the fullest down would overflow; from the emptiest up they are scaled as they grow.
  const weights = new Float64Array(servers + places + 1);
  weights[0] = 1;
  let total = 1;
  for (let present = 1; present < weights.length; present++) {
    weights[present] = (weights[present - 1]! * load) / Math.min(present, servers);
    total += weights[present]!;
    if (total < 1e200) continue;
    for (let state = 0; state <= present; state++) weights[state]! /= total;
    total = 1;
  }
  const last = weights.length - 1;
  const loss = weights[last]! / total;
  const ahead = new Float64Array(places + 1);
  let busy = 0;
  let queueLength = 0;
  for (const [present, weight] of weights.entries()) {
    const probability = weight / total;
    busy += probability * Math.min(present, servers);
    if (present > servers) queueLength += probability * (present - servers);
    if (present < last) ahead[Math.max(0, present - servers + 1)]! += probability / (1 - loss);
  }
  return { loss, utilization: busy / servers, queueLength, ahead };
}
