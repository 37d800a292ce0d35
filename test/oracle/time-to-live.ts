/** The hit ratio of a key that is asked for at `rate` and dropped `life` after it was filled. */
export function hitRatioOfLife(rate: number, life: number): number {
  return (rate * life) / (1 + rate * life);
}

/** The share of hits that are out of date where the key is updated at `updates`, all at random. */
export function staleShare(updates: number, life: number): number {
  return 1 - (1 - Math.exp(-updates * life)) / (updates * life);
}

/**
 * How often the origin is asked for one key, where every request that misses asks it, each fills the cache after `delay`, and
 * each fill begins the time to live anew: 1 + rate * delay requests in a cycle that lasts until the last of them has filled.
 */
export function originRate(rate: number, life: number, delay: number): number {
  return (1 + rate * delay) / (life + 1 / rate + 2 * delay);
}

/** The same, without the approximation that the last of the requests comes at the very end of the delay. */
export function exactOriginRate(rate: number, life: number, delay: number): number {
  const last = delay - (1 - Math.exp(-rate * delay)) / rate;
  return (1 + rate * delay) / (last + delay + life + 1 / rate);
}
