import type { Outcome } from '../core/outcome.js';
import type { Bytes, Nanoseconds } from '../core/time.js';
import type { Status } from '../core/status.js';
import { ZERO } from '../core/zero.js';
import { addTo } from './add-to.js';
import { Counter, type CounterData } from './counter.js';
import { IndexedHistogram, type IndexedHistogramData } from './indexed-histogram.js';
import type { Timeline } from './timeline.js';

/** Where one request's time went; the parts of a request without `parallel` add up to its latency exactly. */
export interface Parts {
  readonly waiting: Nanoseconds;
  readonly service: Nanoseconds;
  readonly network: Nanoseconds;
}

/** Sums over the requests of one operation that were due in one window. */
export class Totals {
  issued = 0;
  ok = 0;
  failed = 0;
  rejected = 0;
  timedOut = 0;
  bytesOut = ZERO;
  bytesIn = ZERO;
  /** Of successes only, as `latency` is. */
  waiting = ZERO;
  service = ZERO;
  network = ZERO;
  stale = 0;
  /** Of those that did not succeed, by status. */
  readonly statuses = new Map<Status, number>();

  add(other: TotalsData): void {
    this.issued += other.issued;
    this.ok += other.ok;
    this.failed += other.failed;
    this.rejected += other.rejected;
    this.timedOut += other.timedOut;
    this.bytesOut += other.bytesOut;
    this.bytesIn += other.bytesIn;
    this.waiting += other.waiting;
    this.service += other.service;
    this.network += other.network;
    this.stale += other.stale;
    for (const [status, count] of other.statuses) this.statuses.set(status, (this.statuses.get(status) ?? 0) + count);
  }

  finished(): number {
    return this.ok + this.failed + this.rejected + this.timedOut;
  }

  inFlight(): number {
    return this.issued - this.finished();
  }

  toData(): TotalsData {
    const { issued, ok, failed, rejected, timedOut, bytesOut, bytesIn, waiting, service, network, stale, statuses } = this;
    return { issued, ok, failed, rejected, timedOut, bytesOut, bytesIn, waiting, service, network, stale, statuses };
  }
}

/** Totals as plain data, which can be sent to another thread. */
export type TotalsData = Omit<Totals, 'add' | 'finished' | 'inFlight' | 'toData'>;

/** A RequestTally as plain data, which can be sent to another thread. */
export interface RequestTallyData {
  readonly latency: IndexedHistogramData;
  readonly completions: CounterData;
  readonly issuedInBucket: Float64Array;
  readonly errorsInBucket: Float64Array;
  readonly latencyInBucket: IndexedHistogramData;
  readonly segments: readonly TotalsData[];
}

/** Buckets of the series are many, so their histograms are coarse: 1.6% wide. */
export const SERIES_BITS = 7;

/** Latencies are put into histograms so many at a time: a tight loop takes less than a call for each. */
const BATCH = 256;

/** One workload's operation: each request is counted where it was due, whenever it ends. */
export class RequestTally {
  /** Successes by the instant at which they ended: what throughput is made of. */
  readonly completions: Counter;
  readonly issuedInBucket: Float64Array;
  readonly errorsInBucket: Float64Array;
  readonly #segments: Totals[];
  readonly #latency: IndexedHistogram;
  readonly #latencyInBucket: IndexedHistogram;
  /** Latencies of one segment and bucket that are not in its histograms yet. */
  readonly #batch = new Float64Array(BATCH);
  #batched = 0;
  #segment = 0;
  #bucket = 0;
  readonly #timeline: Timeline;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#latency = new IndexedHistogram(timeline.segmentEdges.length);
    this.completions = new Counter(timeline.edges.length);
    this.issuedInBucket = new Float64Array(timeline.bucketCount + 1);
    this.errorsInBucket = new Float64Array(timeline.bucketCount + 1);
    this.#latencyInBucket = new IndexedHistogram(timeline.bucketCount + 1, SERIES_BITS);
    this.#segments = timeline.segmentEdges.map(() => new Totals());
  }

  /** By segment. */
  get latency(): IndexedHistogram {
    this.#settle(this.#segment, this.#bucket);
    return this.#latency;
  }

  get latencyInBucket(): IndexedHistogram {
    this.#settle(this.#segment, this.#bucket);
    return this.#latencyInBucket;
  }

  /** A request is due now. Its segment and bucket are the timeline's present ones: the caller keeps them for `finished`. */
  issued(bytes: Bytes): void {
    const totals = this.#segments[this.#timeline.segment]!;
    totals.issued++;
    totals.bytesOut += bytes;
    this.issuedInBucket[this.#timeline.bucket]!++;
  }

  finished(
    segment: number,
    bucket: number,
    status: Status,
    outcome: Outcome,
    latency: Nanoseconds,
    bytes: Bytes,
    parts: Parts,
  ): void {
    const totals = this.#segments[segment]!;
    totals.bytesIn += bytes;
    if (outcome !== 'ok') {
      this.#error(totals, bucket, status, outcome);
      return;
    }
    totals.ok++;
    totals.waiting += parts.waiting;
    totals.service += parts.service;
    totals.network += parts.network;
    this.completions.add(1);
    if (segment !== this.#segment || bucket !== this.#bucket || this.#batched === BATCH) this.#settle(segment, bucket);
    this.#batch[this.#batched++] = latency;
  }

  /** A finished read brought a version that was out of date when the read was due. */
  stale(segment: number): void {
    this.#segments[segment]!.stale++;
  }

  /** Segments [from, to), added up. */
  between(from: number, to: number): Totals {
    const sum = new Totals();
    for (let segment = from; segment < to; segment++) sum.add(this.#segments[segment]!);
    return sum;
  }

  /** Empties the batch, which is for another segment and bucket from now on. */
  #settle(segment: number, bucket: number): void {
    this.#latency.recordAllIn(this.#segment, this.#batch, this.#batched);
    this.#latencyInBucket.recordAllIn(this.#bucket, this.#batch, this.#batched);
    this.#batched = 0;
    this.#segment = segment;
    this.#bucket = bucket;
  }

  #error(totals: Totals, bucket: number, status: Status, outcome: Outcome): void {
    if (outcome === 'failed') totals.failed++;
    else if (outcome === 'rejected') totals.rejected++;
    else totals.timedOut++;
    totals.statuses.set(status, (totals.statuses.get(status) ?? 0) + 1);
    this.errorsInBucket[bucket]!++;
  }

  /** Adds all that another tally over the same timeline has counted. */
  merge(other: RequestTally): void {
    this.latency.merge(other.latency);
    this.completions.merge(other.completions);
    addTo(this.issuedInBucket, other.issuedInBucket);
    addTo(this.errorsInBucket, other.errorsInBucket);
    this.latencyInBucket.merge(other.latencyInBucket);
    for (const [segment, totals] of other.#segments.entries()) this.#segments[segment]!.add(totals);
  }

  toData(): RequestTallyData {
    return {
      latency: this.latency.toData(),
      completions: this.completions.toData(),
      issuedInBucket: this.issuedInBucket,
      errorsInBucket: this.errorsInBucket,
      latencyInBucket: this.latencyInBucket.toData(),
      segments: this.#segments.map((totals) => totals.toData()),
    };
  }

  static fromData(data: RequestTallyData, timeline: Timeline): RequestTally {
    const tally = new RequestTally(timeline);
    tally.latency.merge(IndexedHistogram.fromData(data.latency));
    tally.completions.merge(Counter.fromData(data.completions));
    tally.issuedInBucket.set(data.issuedInBucket);
    tally.errorsInBucket.set(data.errorsInBucket);
    tally.latencyInBucket.merge(IndexedHistogram.fromData(data.latencyInBucket));
    for (const [segment, totals] of data.segments.entries()) tally.#segments[segment]!.add(totals);
    return tally;
  }
}
