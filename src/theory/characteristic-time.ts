const HALVINGS = 100;

/**
 * How long, on average, an entry stays in a cache after it was filled, where one that is not used leaves after `time`. `rate` is how
 * often its key is asked for, `removal` how often it is thrown out for another reason, and `life` its time to live.
 */
export type MeanStay = (rate: number, time: number, life: number, removal: number) => number;

/**
 * The characteristic time of a cache: the one at which it holds `capacity` entries on average, where each key, asked for at random
 * at its own rate, is in the cache while its entry stays and out of it until it is asked for again. Infinity where all keys fit.
 *
 * Source: Che, Tung and Wang, Hierarchical web caching systems (2002); for stays of any kind Martina, Garetto and Leonardi, A
 * unified approach to the performance analysis of caching systems (2014), and Choungmo Fofack et al., Performance evaluation of
 * hierarchical TTL-based cache networks (2014).
 */
export function characteristicTime(
  rates: Float64Array,
  removals: Float64Array | null,
  capacity: number,
  life: number,
  stay: MeanStay,
  fill = 0,
): number {
  if (capacity >= rates.length) return Infinity;
  const entries = (time: number): number => {
    let sum = 0;
    for (let key = 0; key < rates.length; key++)
      sum += presence(rates[key]!, stay(rates[key]!, time, life, removals?.[key] ?? 0), fill);
    return sum;
  };
  let total = 0;
  for (const rate of rates) total += rate;
  if (total === 0) return Infinity;
  let high = capacity / total;
  // Beyond this not even the rarest key would leave: its time to live bounds how many there are.
  const longest = life === Infinity ? Infinity : life;
  while (entries(high) < capacity) {
    if (high > longest || high > 1e300) return Infinity;
    high *= 2;
  }
  let low = 0;
  for (let halving = 0; halving < HALVINGS && high - low > high * 1e-13; halving++) {
    const middle = (low + high) / 2;
    if (entries(middle) < capacity) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The share of time in which a key is in the cache, and of its requests that find it, where an entry stays for `stay` from when it was
 * filled last, and it takes `fill` from a miss until the entry is there. Whoever comes in between misses as well, and fills it anew:
 * 1 + rate * fill misses in a cycle that lasts until the last of them has filled, for the stay, and until somebody asks again.
 */
export function presence(rate: number, stay: number, fill: number): number {
  if (stay === Infinity) return rate > 0 ? 1 : 0;
  const last = lastFill(rate, fill);
  return (rate * (last + stay)) / (1 + rate * (fill + last + stay));
}

/** How long after the first miss the last of those comes that miss with it. */
function lastFill(rate: number, fill: number): number {
  return rate === 0 || fill === 0 ? 0 : fill + Math.expm1(-rate * fill) / rate;
}

/**
 * Of an entry that leaves `time` after it was used last: the mean until the first gap of that length. With a time to live or other
 * removals, what comes after the first `time` is taken as exponential, an approximation.
 */
export const stayUnderLru: MeanStay = (rate, time, life, removal) => {
  if (time === Infinity || rate === 0) return stayUnderFifo(rate, time, life, removal);
  const mean = Math.expm1(rate * time) / rate;
  if (life === Infinity && removal === 0) return mean;
  const first = Math.min(time, life);
  const certain = removal === 0 ? first : -Math.expm1(-removal * first) / removal;
  if (life <= time) return certain;
  const rest = mean - time;
  if (!(rest > 0)) return certain;
  const leaves = (rest === Infinity ? 0 : 1 / rest) + removal;
  const further = life - time;
  const after = leaves === 0 ? further : -Math.expm1(-leaves * further) / leaves;
  return certain + Math.exp(-removal * time) * after;
};

/** Of an entry that leaves `time` after it was filled, however much it is used. */
export const stayUnderFifo: MeanStay = (_rate, time, life, removal) => {
  const longest = Math.min(time, life);
  return removal === 0 ? longest : -Math.expm1(-removal * longest) / removal;
};

/** Of an entry that may leave at any instant, on average `time` after it was filled. */
export const stayUnderRandom: MeanStay = (_rate, time, life, removal) => {
  const leaves = 1 / time + removal;
  if (leaves === 0) return life;
  return life === Infinity ? 1 / leaves : -Math.expm1(-leaves * life) / leaves;
};
