import { assert } from '../core/assert.js';

/** 2^-i, so that a bucket is found by a multiplication. */
const SCALE = Float64Array.from({ length: 64 }, (_, exponent) => 1 / 2 ** exponent);

/** Values are put into buckets so many at a time: a tight loop over them takes half as long as a visit for each. */
const BATCH = 256;

/**
 * Counts of non-negative integers in log-linear buckets, as in HdrHistogram: exact below 2^bits, above it of relative
 * width 2^(1 - bits). Memory is taken one octave at a time, when a value first falls into it; sum and extremes are exact.
 */
export class Histogram {
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  readonly #bits: number;
  /** Octave 0 covers [0, 2^bits); octave i covers [2^(bits + i - 1), 2^(bits + i)) in 2^(bits - 1) buckets. */
  readonly #octaves: (Float64Array | undefined)[] = [];
  /** Values that are in no bucket yet. */
  readonly #batch = new Float64Array(BATCH);
  #batched = 0;

  constructor(bits = 11) {
    this.#bits = bits;
  }

  /** Throws InvariantError for anything but an integer in [0, 2^53). */
  record(value: number): void {
    // One comparison refuses NaN, negative and huge values alike.
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) assert(false, `a histogram was given ${value}`);
    this.#batch[this.#batched++] = value;
    if (this.#batched === BATCH) this.#settle();
  }

  get count(): number {
    return this.#count + this.#batched;
  }

  get sum(): number {
    this.#settle();
    return this.#sum;
  }

  /** Infinity when empty. */
  get min(): number {
    this.#settle();
    return this.#min;
  }

  /** 0 when empty. */
  get max(): number {
    this.#settle();
    return this.#max;
  }

  mean(): number {
    return this.sum / this.count;
  }

  /** The value below which this share of all values lies: the middle of its bucket, never outside [min, max]; NaN when empty. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    this.#settle();
    // A value has rank r when r values are not above it; share 0.5 of 4 values is the second, as HdrHistogram has it.
    const rank = Math.max(1, Math.ceil(share * this.count - 1e-9));
    let seen = 0;
    for (const [octave, counts] of this.#octaves.entries()) {
      if (counts === undefined) continue;
      for (let bucket = 0; bucket < counts.length; bucket++) {
        seen += counts[bucket]!;
        if (seen >= rank) return this.#middle(octave, bucket, counts.length);
      }
    }
    return this.#max;
  }

  /** Adds all that another histogram of the same precision has counted. */
  merge(other: Histogram): void {
    assert(other.#bits === this.#bits, 'histograms of different precision cannot be merged');
    this.#settle();
    other.#settle();
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    for (const [octave, counts] of other.#octaves.entries()) {
      if (counts === undefined) continue;
      const mine = this.#octaves[octave] ?? this.#open(octave);
      for (let bucket = 0; bucket < counts.length; bucket++) mine[bucket]! += counts[bucket]!;
    }
  }

  #settle(): void {
    const batch = this.#batch;
    const bits = this.#bits;
    let sum = this.#sum;
    let min = this.#min;
    let max = this.#max;
    for (let index = 0; index < this.#batched; index++) {
      const value = batch[index]!;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      const octave = octaveOf(value, bits);
      const counts = this.#octaves[octave] ?? this.#open(octave);
      counts[Math.floor(value * SCALE[octave]!) - (octave === 0 ? 0 : counts.length)]!++;
    }
    this.#sum = sum;
    this.#min = min;
    this.#max = max;
    this.#count += this.#batched;
    this.#batched = 0;
  }

  #open(octave: number): Float64Array {
    while (this.#octaves.length < octave) this.#octaves.push(undefined);
    const counts = new Float64Array(octave === 0 ? 1 << this.#bits : 1 << (this.#bits - 1));
    this.#octaves[octave] = counts;
    return counts;
  }

  #middle(octave: number, bucket: number, length: number): number {
    if (octave === 0) return bucket;
    const width = 1 / SCALE[octave]!;
    const low = (bucket + length) * width;
    return Math.min(this.#max, Math.max(this.#min, low + (width - 1) / 2));
  }
}

function octaveOf(value: number, bits: number): number {
  if (value < 2_147_483_648) {
    const length = 32 - Math.clz32(value);
    return length <= bits ? 0 : length - bits;
  }
  return 63 - Math.clz32(value / 2_147_483_648) - bits;
}
