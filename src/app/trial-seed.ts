/** The seed of a trial: the scenario's own for the first, so that one trial is what a plain run is; well mixed for the others. */
export function trialSeed(seed: number, trial: number): number {
  if (trial === 0) return seed;
  // The finalizer of MurmurHash3, whose every input bit reaches every output bit.
  let hash = (Math.imul(seed ^ Math.floor(seed / 4_294_967_296), 0x9e3779b1) + trial) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
