import { Histogram, type HistogramData, refuse } from './histogram.js';

/** Values are put into buckets so many at a time: a tight loop over them takes half as long as a visit for each. */
const BATCH = 256;

/** An IndexedHistogram as plain data, which can be sent to another thread; null where nothing was recorded. */
export interface IndexedHistogramData {
  readonly bits: number;
  readonly histograms: readonly (HistogramData | null)[];
}

/** One histogram per segment or per bucket of the timeline, made when the first value arrives in it. */
export class IndexedHistogram {
  readonly #bits: number;
  readonly #histograms: (Histogram | undefined)[];
  /** Values for the histogram `#batchIndex` that are not in it yet. */
  readonly #batch = new Float64Array(BATCH);
  #batched = 0;
  #batchIndex = 0;

  /** `bits` as in Histogram. */
  constructor(count: number, bits?: number) {
    this.#bits = bits ?? 11;
    this.#histograms = Array.from({ length: count }, () => undefined);
  }

  /** Throws InvariantError for anything but an integer in [0, 2^53). */
  recordIn(index: number, value: number): void {
    // One comparison refuses NaN, negative and huge values alike.
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) refuse(value);
    if (index !== this.#batchIndex || this.#batched === BATCH) this.#settle(index);
    this.#batch[this.#batched++] = value;
  }

  /** The first so many of these integers in [0, 2^53). Throws InvariantError for anything else. */
  recordAllIn(index: number, values: Float64Array, count: number): void {
    for (let at = 0; at < count; at++) {
      const value = values[at]!;
      if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) refuse(value);
    }
    if (count > 0) this.#histogram(index).recordAll(values, count);
  }

  /** What was recorded under the indices [from, to), merged; empty when nothing was. */
  between(from: number, to: number): Histogram {
    this.#settle(this.#batchIndex);
    const merged = new Histogram(this.#bits);
    for (let index = from; index < to; index++) {
      const part = this.#histograms[index];
      if (part !== undefined) merged.merge(part);
    }
    return merged;
  }

  /** Empties the batch, which is for another histogram from now on. */
  #settle(next: number): void {
    if (this.#batched > 0) {
      this.#histogram(this.#batchIndex).recordAll(this.#batch, this.#batched);
    }
    this.#batched = 0;
    this.#batchIndex = next;
  }

  #histogram(index: number): Histogram {
    return (this.#histograms[index] ??= new Histogram(this.#bits));
  }

  /** Adds all that another one of the same precision has recorded, index by index. */
  merge(other: IndexedHistogram): void {
    this.#settle(this.#batchIndex);
    other.#settle(other.#batchIndex);
    for (const [index, part] of other.#histograms.entries()) {
      if (part === undefined) continue;
      this.#histogram(index).merge(part);
    }
  }

  toData(): IndexedHistogramData {
    this.#settle(this.#batchIndex);
    return { bits: this.#bits, histograms: this.#histograms.map((histogram) => histogram?.toData() ?? null) };
  }

  static fromData(data: IndexedHistogramData): IndexedHistogram {
    const indexed = new IndexedHistogram(data.histograms.length, data.bits);
    for (const [index, part] of data.histograms.entries()) {
      if (part !== null) indexed.#histograms[index] = Histogram.fromData(part);
    }
    return indexed;
  }
}
