const ALL = 4_294_967_296;

/**
 * Which keys are looked at: those whose hash is below a threshold, with all of their requests (Waldspurger et al., Efficient
 * MRC Construction with SHARDS, FAST 2015). With a limit, the threshold is lowered until no more keys than that are left.
 */
export class KeySample {
  #threshold: number;

  /** `share` of all keys, 0..1, and at most `limit` of them. */
  constructor(
    share: number,
    readonly limit: number = Infinity,
  ) {
    this.#threshold = Math.round(share * ALL);
  }

  /** How likely a key is to be taken. */
  get share(): number {
    return this.#threshold / ALL;
  }

  /** `hash` is an integer below 2^32. */
  takes(hash: number): boolean {
    return hash < this.#threshold;
  }

  /** Keeps no more keys than the limit, those with the least hashes. */
  lower(hashes: Uint32Array): void {
    if (hashes.length <= this.limit) return;
    const sorted = hashes.slice().toSorted();
    this.#threshold = Math.min(this.#threshold, sorted[this.limit]!);
  }
}

/** Below 2^32, for any whole number. */
export function hashOfNumber(value: number): number {
  const high = Math.floor(value / ALL) | 0;
  return finished(Math.imul(finished(value | 0) ^ high, 0x9e3779b1));
}

/** Below 2^32. */
export function hashOfText(text: string): number {
  let hash = text.length;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return finished(hash);
}

/** MurmurHash3's last step: each bit of the result depends on every bit. */
function finished(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
