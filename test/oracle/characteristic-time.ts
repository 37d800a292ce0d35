/** How popular each of `keys` is: key i with weight (i + 1)^-exponent. */
export function zipfShares(exponent: number, keys: number): Float64Array {
  const weights = Float64Array.from({ length: keys }, (_, key) => (key + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The hit ratio of LRU over independent requests (Che, Tung and Wang 2002). */
export function hitRatioOfLru(shares: Float64Array, capacity: number): number {
  return hitRatio(shares, capacity, (share, time) => 1 - Math.exp(-share * time));
}

/** The hit ratio of FIFO over independent requests (Che's approximation, after Martina, Garetto and Leonardi 2014). */
export function hitRatioOfFifo(shares: Float64Array, capacity: number): number {
  return hitRatio(shares, capacity, (share, time) => (share * time) / (1 + share * time));
}

/** Finds the characteristic time at which so many keys are present on average; requests find what is present. */
function hitRatio(shares: Float64Array, capacity: number, present: (share: number, time: number) => number): number {
  const sum = (time: number): number => shares.reduce((count, share) => count + present(share, time), 0);
  let high = 1;
  while (sum(high) < capacity) high *= 2;
  let low = 0;
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2;
    if (sum(middle) < capacity) low = middle;
    else high = middle;
  }
  return shares.reduce((hits, share) => hits + share * present(share, low), 0);
}
