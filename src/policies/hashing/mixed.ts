/**
 * The finalizer of MurmurHash3 (Appleby): a bijection on 32 bits in which each input bit changes half of the output. What is
 * decided by the mixed hash of a key is independent of what its plain hash decides elsewhere.
 */
export function mixed(hash: number): number {
  let mixing = hash ^ (hash >>> 16);
  mixing = Math.imul(mixing, 0x85ebca6b);
  mixing ^= mixing >>> 13;
  mixing = Math.imul(mixing, 0xc2b2ae35);
  return (mixing ^ (mixing >>> 16)) >>> 0;
}

/** 32 bits that look random, and are the same everywhere, for member number `member` and whatever else is to be told apart. */
export function mixedOf(member: number, index: number, salt: number): number {
  const ofSalt = mixed(salt ^ 0x9e3779b9);
  const ofMember = mixed(ofSalt ^ Math.imul(member + 1, 0x85ebca77));
  return mixed(ofMember ^ Math.imul(index + 1, 0xc2b2ae3d));
}
