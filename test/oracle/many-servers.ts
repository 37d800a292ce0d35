import { erlangC } from './erlang.js';

/** M/M/c with a mean service time of 1: what an arrival goes through. `utilization` below 1. */
export interface ManyServers {
  readonly waits: number;
  readonly waiting: number;
  readonly sojourn: number;
  readonly sojournQuantile: (share: number) => number;
  readonly waitingQuantile: (share: number) => number;
}

export function manyServers(servers: number, utilization: number): ManyServers {
  const load = servers * utilization;
  const waits = erlangC(servers, load);
  const spare = servers - load;
  const longer = (time: number): number => {
    // The density of waiting plus service, integrated; the two exponents meet where spare is 1.
    const gap = spare - 1;
    const both = Math.abs(gap) < 1e-9 ? time : (1 - Math.exp(-gap * time)) / gap;
    return Math.exp(-time) * (1 + waits * both);
  };
  return {
    waits,
    waiting: waits / spare,
    sojourn: 1 + waits / spare,
    sojournQuantile: (share) => quantileOf(longer, share),
    waitingQuantile: (share) => Math.max(0, Math.log(waits / (1 - share)) / spare),
  };
}

/** Where a falling survival function reaches 1 - share. */
function quantileOf(longer: (time: number) => number, share: number): number {
  let high = 1;
  while (longer(high) > 1 - share) high *= 2;
  let low = 0;
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2;
    if (longer(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return low;
}
