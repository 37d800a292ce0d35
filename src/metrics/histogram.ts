import { assert, InvariantError } from '../core/assert.js';
import { ZERO } from '../core/zero.js';

/** In the upper half of a double: the bits of its mantissa, and what the exponent of 1 is. */
const MANTISSA_BITS = 20;
const EXPONENT_OF_ONE = 1023;

const MOST_VALUES = 0xffff_ffff;

const ONE = new Float64Array(1);

/** A Histogram as plain data, which can be sent to another thread. */
export interface HistogramData {
  readonly bits: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly zeros: number;
  readonly lowest: number;
  readonly buckets: Uint32Array;
}

/**
 * Counts of non-negative integers in log-linear buckets, as in HdrHistogram: exact below 2^bits, above it of relative
 * width 2^(1 - bits). A value's bucket is read off the representation of its double (IEEE 754): the exponent is the octave,
 * the first bits of the mantissa are the place in it. Memory covers the octaves in use; sum and extremes are exact.
 */
export class Histogram {
  count = 0;
  sum = ZERO;
  /** Infinity when empty. */
  min = Number.POSITIVE_INFINITY;
  /** 0 when empty. */
  max = ZERO;
  #zeros = 0;
  readonly #bits: number;
  /** Counts of all octaves from the lowest to the highest that has a value; 2^(bits - 1) buckets each. */
  #buckets = new Uint32Array(0);
  /** The lowest octave: 0 holds the value 1, i holds [2^i, 2^(i + 1)). */
  #lowest = 0;

  constructor(bits = 11) {
    this.#bits = bits;
  }

  /** Throws InvariantError for anything but an integer in [0, 2^53). */
  record(value: number): void {
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) refuse(value);
    ONE[0] = value;
    this.recordAll(ONE, 1);
  }

  /** The first so many of these integers in [0, 2^53), which the caller has looked at. */
  recordAll(values: Float64Array, count: number): void {
    this.#expect(count);
    const words = new Uint32Array(values.buffer);
    const shift = MANTISSA_BITS + 1 - this.#bits;
    let buckets = this.#buckets;
    let first = this.#first();
    let { sum, min, max } = this;
    for (let index = 0; index < count; index++) {
      const value = values[index]!;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      if (value === 0) {
        this.#zeros++;
        continue;
      }
      // The upper half is the second word on little-endian machines, which are all that are supported.
      const word = words[2 * index + 1]!;
      let bucket = (word >>> shift) - first;
      if (bucket < 0 || bucket >= buckets.length) {
        this.#cover((word >>> MANTISSA_BITS) - EXPONENT_OF_ONE);
        buckets = this.#buckets;
        first = this.#first();
        bucket = (word >>> shift) - first;
      }
      buckets[bucket]!++;
    }
    this.count += count;
    this.sum = sum;
    this.min = min;
    this.max = max;
  }

  mean(): number {
    return this.sum / this.count;
  }

  /** The value below which this share of all values lies: the middle of its bucket, never outside [min, max]; NaN when empty. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    // A value has rank r when r values are not above it; share 0.5 of 4 values is the second, as HdrHistogram has it.
    const rank = Math.max(1, Math.ceil(share * this.count - 1e-9));
    let seen = this.#zeros;
    if (seen >= rank) return 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      seen += this.#buckets[bucket]!;
      if (seen >= rank) return this.#middle(bucket);
    }
    return this.max;
  }

  /** Adds all that another histogram of the same precision has counted. */
  merge(other: Histogram): void {
    assert(other.#bits === this.#bits, 'histograms of different precision cannot be merged');
    this.#expect(other.count);
    this.count += other.count;
    this.sum += other.sum;
    this.#zeros += other.#zeros;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    if (other.#buckets.length === 0) return;
    const perOctave = this.#perOctave();
    this.#cover(other.#lowest);
    this.#cover(other.#lowest + other.#buckets.length / perOctave - 1);
    const offset = (other.#lowest - this.#lowest) * perOctave;
    for (let bucket = 0; bucket < other.#buckets.length; bucket++) this.#buckets[offset + bucket]! += other.#buckets[bucket]!;
  }

  /** A bucket counts in 32 bits: half the memory of a double, and four thousand million values are more than any run has. */
  #expect(further: number): void {
    assert(this.count + further <= MOST_VALUES, 'a histogram was given more values than it can count');
  }

  #perOctave(): number {
    return 1 << (this.#bits - 1);
  }

  /** What the shifted upper half of the smallest value of the lowest octave is. */
  #first(): number {
    return (this.#lowest + EXPONENT_OF_ONE) * this.#perOctave();
  }

  /** Makes room for an octave. */
  #cover(octave: number): void {
    const perOctave = this.#perOctave();
    const covered = this.#buckets.length / perOctave;
    if (covered > 0 && octave >= this.#lowest && octave < this.#lowest + covered) return;
    const lowest = covered === 0 ? octave : Math.min(octave, this.#lowest);
    const highest = covered === 0 ? octave : Math.max(octave, this.#lowest + covered - 1);
    const buckets = new Uint32Array((highest - lowest + 1) * perOctave);
    if (covered > 0) buckets.set(this.#buckets, (this.#lowest - lowest) * perOctave);
    this.#buckets = buckets;
    this.#lowest = lowest;
  }

  #middle(bucket: number): number {
    const perOctave = this.#perOctave();
    const scale = powerOfTwo(this.#lowest + Math.floor(bucket / perOctave));
    const low = scale + ((bucket % perOctave) * scale) / perOctave;
    const width = Math.max(1, scale / perOctave);
    return Math.min(this.max, Math.max(this.min, low + (width - 1) / 2));
  }

  toData(): HistogramData {
    return {
      bits: this.#bits,
      count: this.count,
      sum: this.sum,
      min: this.min,
      max: this.max,
      zeros: this.#zeros,
      lowest: this.#lowest,
      buckets: this.#buckets,
    };
  }

  static fromData(data: HistogramData): Histogram {
    const histogram = new Histogram(data.bits);
    histogram.count = data.count;
    histogram.sum = data.sum;
    histogram.min = data.min;
    histogram.max = data.max;
    histogram.#zeros = data.zeros;
    histogram.#lowest = data.lowest;
    histogram.#buckets = Uint32Array.from(data.buckets);
    return histogram;
  }
}

/**
 * Throws InvariantError. The message is made here and not where the value is checked: a compiler that merges two checks of
 * one value would make the text for both, in advance and every time.
 */
export function refuse(value: number): never {
  throw new InvariantError(`a histogram was given ${value}`);
}

/** 2 to the power of a small integer, exactly. */
function powerOfTwo(exponent: number): number {
  let power = 1;
  for (let step = 0; step < exponent; step++) power *= 2;
  return power;
}
