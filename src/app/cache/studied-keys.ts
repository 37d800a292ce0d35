import { InputError } from '../../core/problem.js';
import { type KeySequence, nextUsesOf } from '../../nodes/cache/cache-simulation.js';
import type { CacheStudy, StudiedCache } from '../../reporters/cache-study/cache-study.js';
import type { KeySample } from '../../workloads/traces/key-sample.js';
import type { Trace } from '../../workloads/traces/trace.js';
import type { AskedCapacity } from './parse-capacities.js';

/** The 97.5% quantile of the normal distribution. */
const TWO_SIDED_95 = 1.959964;

/** The requests of a trace, or of a sample of its keys, and what follows from them for the whole. */
export class StudiedKeys {
  /** Requests that are looked at. */
  readonly count: number;
  /** Requests of the trace. */
  readonly requests: number;
  readonly #keys: Int32Array;
  readonly #sizes: Float64Array | null;
  readonly #share: number;
  readonly #bytes: number | null;
  #nextUses: Int32Array | null = null;

  /** Throws InputError where the trace has no keys, or no sizes though they are needed, or the sample is empty. */
  constructor(
    readonly trace: Trace,
    readonly sample: KeySample | null,
    readonly file: string,
    needsSizes: boolean,
  ) {
    const { keys } = trace;
    if (keys === null)
      throw new InputError([
        { message: `${file} has no keys`, text: file, hint: 'say which column holds them: --columns key=2' },
      ]);
    if (needsSizes && trace.sizes === null) throw withoutSizes(trace, file);
    if (keys.length === 0) {
      throw new InputError([
        { message: `no key of ${file} is in the sample`, text: file, hint: 'take a larger one, such as --sample 10%' },
      ]);
    }
    this.#keys = keys;
    this.count = keys.length;
    this.requests = trace.count + trace.leftOut;
    this.#share = sample?.share ?? 1;
    const weights = trace.sizes === null ? null : weightsOf(keys, trace.sizes, trace.keyCount);
    this.#bytes = weights === null ? null : weights.reduce((sum, weight) => sum + weight, 0);
    // An answer may be a part of its object, or none of it; the largest is the object.
    this.#sizes = weights !== null && trace.sizesAre === 'answer' ? Float64Array.from(keys, (key) => weights[key]!) : trace.sizes;
  }

  get keyCount(): number {
    return this.trace.keyCount;
  }

  get keys(): Int32Array {
    return this.#keys;
  }

  /** Of the whole trace; at least one entry or byte. */
  amountOf({ amount, unit }: AskedCapacity): number {
    if (unit !== 'share') return amount;
    const all = (this.#bytes ?? this.keyCount) / this.#share;
    // 0.1% of 30,000 is 30, whatever the last bit of their product says.
    return Math.max(1, Math.floor(amount * all + 1e-9));
  }

  /** What a capacity is in a cache that sees the sample only (Waldspurger et al., Cache Modeling and Optimization using Miniature Simulations, ATC 2017). */
  scaled(amount: number): number {
    return this.sample === null ? amount : Math.max(1, Math.round(amount * this.#share));
  }

  sequence(foresees: boolean): KeySequence {
    if (foresees) this.#nextUses ??= nextUsesOf(this.#keys, this.keyCount);
    return { keys: this.#keys, keyCount: this.keyCount, sizes: this.#sizes, nextUses: foresees ? this.#nextUses : null };
  }

  /** For the misses of each key, where the error of a sample has to be told. */
  countsOfKeys(): Int32Array | null {
    return this.sample === null ? null : new Int32Array(this.keyCount);
  }

  /**
   * What `misses` in the sample say of the whole. A sample with too many or too few requests has too many or too few of the
   * most popular keys, which hardly miss: misses are compared with the requests that were to be expected (SHARDS-adj). The
   * error follows from how unevenly misses are spread over keys.
   */
  result(capacity: number, misses: number, byteMissRatio: number | null, counts: Int32Array | null): StudiedCache {
    const missRatio = this.missRatio(misses);
    if (counts === null) return { capacity, misses, missRatio, byteMissRatio, error: null };
    const expected = this.requests * this.#share;
    const squares = counts.reduce((sum, count) => sum + count * count, 0);
    const error = (TWO_SIDED_95 * Math.sqrt((1 - this.#share) * squares)) / expected;
    return { capacity, misses: Math.round(missRatio * this.requests), missRatio, byteMissRatio, error };
  }

  /** Of the whole trace, from the misses of what is looked at. */
  missRatio(misses: number): number {
    return Math.min(1, misses / (this.requests * this.#share));
  }

  described(): CacheStudy['trace'] {
    const { format, unparsable } = this.trace;
    return {
      file: this.file,
      format,
      requests: this.requests,
      objects: Math.round(this.keyCount / this.#share),
      bytes: this.#bytes === null ? null : Math.round(this.#bytes / this.#share),
      unparsable: unparsable.count,
    };
  }

  sampled(): CacheStudy['sample'] {
    return this.sample === null ? null : { share: this.#share, requests: this.count, objects: this.keyCount };
  }
}

/** The largest size of each key. */
function weightsOf(keys: Int32Array, sizes: Float64Array, keyCount: number): Float64Array {
  const weights = new Float64Array(keyCount);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (sizes[index]! > weights[key]!) weights[key] = sizes[index]!;
  }
  return weights;
}

function withoutSizes(trace: Trace, file: string): InputError {
  return new InputError([
    {
      message: `${file} does not say how large its objects are: the format ${trace.format} has no sizes`,
      text: file,
      hint: 'give capacities in entries, such as 10k or 10%',
    },
  ]);
}
