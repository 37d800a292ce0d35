import type { ClosedNetwork, ClosedStation } from './mean-value-analysis.js';

/**
 * A closed network as in `meanValueAnalysis`, exactly also for several servers, by the convolution of what each station weighs with so
 * many present. Takes stations * clients * clients steps.
 *
 * Source: Buzen, Computational algorithms for closed queueing networks with exponential servers (1973).
 */
export function closedConvolution(stations: readonly ClosedStation[], delay: number, clients: number): ClosedNetwork {
  const scale = scaleOf(stations, delay, clients);
  const all = [
    weights(delay, Infinity, clients, scale),
    ...stations.map(({ demand, servers }) => weights(demand, servers, clients, scale)),
  ];
  // What all others weigh together, for each station: those before it, and those behind it.
  const before = [unit(clients)];
  for (const own of all) before.push(convolved(before.at(-1)!, own));
  const behind = [unit(clients)];
  for (const own of all.toReversed()) behind.unshift(convolved(behind[0]!, own));
  const whole = before.at(-1)!;
  const throughput = (whole[clients - 1]! / whole[clients]!) * scale;
  const waiting = stations.map(({ demand }, index) => {
    const own = all[index + 1]!;
    const others = convolved(before[index + 1]!, behind[index + 2]!);
    let present = 0;
    for (let count = 1; count <= clients; count++) present += (count * own[count]! * others[clients - count]!) / whole[clients]!;
    return Math.max(0, present / throughput - demand);
  });
  return { throughput, response: clients / throughput - delay, waiting };
}

/** About the throughput: weights multiplied by its powers neither grow nor fade. */
function scaleOf(stations: readonly ClosedStation[], delay: number, clients: number): number {
  const bottleneck = Math.max(...stations.map(({ demand, servers }) => demand / servers));
  const round = stations.reduce((sum, { demand }) => sum + demand, delay);
  return Math.min(1 / bottleneck, clients / round);
}

/** By how many are present. */
function weights(demand: number, servers: number, clients: number, scale: number): Float64Array {
  const found = new Float64Array(clients + 1);
  if (demand === 0) {
    found[0] = 1;
    return found;
  }
  for (let count = 1; count <= clients; count++) {
    found[count] = found[count - 1]! + Math.log(demand * scale) - Math.log(Math.min(count, servers));
  }
  // A factor of all of them changes nothing; it keeps the largest from overflowing.
  let largest = 0;
  for (const logarithm of found) largest = Math.max(largest, logarithm);
  return found.map((logarithm) => Math.exp(logarithm - largest));
}

function unit(clients: number): Float64Array {
  const alone = new Float64Array(clients + 1);
  alone[0] = 1;
  return alone;
}

function convolved(left: Float64Array, right: Float64Array): Float64Array {
  const sum = new Float64Array(left.length);
  for (let count = 0; count < left.length; count++) {
    if (left[count] === 0) continue;
    for (let other = 0; count + other < sum.length; other++) sum[count + other]! += left[count]! * right[other]!;
  }
  return sum;
}
