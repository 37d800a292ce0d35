import type { Waiting } from './waiting.js';

const STEPS = 100_000;

/**
 * GI/M/1, first come first served: independent times between arrivals, by their Laplace transform, and exponential service times.
 * Who waits does so for an exponential time, with the root of sigma = A(mu (1 - sigma)) as the share that waits.
 *
 * Source: Kendall, Stochastic processes occurring in the theory of queues (1953), as in Kleinrock, Queueing Systems I, section 6.4.
 */
export function generalArrivals(transform: (s: number) => number, load: number, service: number): Waiting {
  if (load >= 1) return { probability: 1, mean: Infinity };
  let sigma = load;
  for (let step = 0; step < STEPS; step++) {
    const next = transform((1 - sigma) / service);
    const settled = Math.abs(next - sigma) < 1e-15;
    sigma = next;
    if (settled) break;
  }
  return { probability: sigma, mean: (sigma * service) / (1 - sigma) };
}

/** The Laplace transform of a sum of `phases` exponentials with this mean in all: the gaps of every phases-th of a Poisson stream. */
export function erlangTransform(mean: number, phases: number): (s: number) => number {
  return (s) => Math.exp(-phases * Math.log(1 + (s * mean) / phases));
}

/** The Laplace transform of a gap that is always the same. */
export function constantTransform(gap: number): (s: number) => number {
  return (s) => Math.exp(-s * gap);
}
