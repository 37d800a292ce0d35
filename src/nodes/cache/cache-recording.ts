import type { Key } from '../../core/ids.js';
import type { Bytes } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { CopyCount, CopyHolder } from '../../metrics/census.js';
import type { Counter } from '../../metrics/counter.js';
import type { Level } from '../../metrics/level.js';
import type { Recorder } from '../../metrics/recorder.js';
import type { SegmentedHistogram } from '../../metrics/segmented-histogram.js';
import type { Request } from '../../environment/request.js';
import type { CacheObserver } from './cache-observer.js';

/** Writes down what happens in one cache. */
export class CacheRecording implements CacheObserver {
  readonly hits: Counter;
  readonly misses: Counter;
  readonly fills: Counter;
  readonly tooLarge: Counter;
  readonly invalidated: Counter;
  readonly #stale: Counter;
  readonly #staleAge: SegmentedHistogram;
  readonly #evicted: Counter;
  readonly #expired: Counter;
  readonly #entries: Level;
  readonly #bytes: Level;
  readonly #recorder: Recorder;
  /** Only where several instances may hold the same key. */
  #copies: CopyCount | null = null;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.hits = recorder.counter('hits');
    this.misses = recorder.counter('misses');
    this.fills = recorder.counter('fills');
    this.tooLarge = recorder.counter('too-large');
    this.invalidated = recorder.counter('invalidated');
    this.#stale = recorder.counter('stale');
    this.#staleAge = recorder.histogram('stale-age');
    this.#evicted = recorder.counter('evicted');
    this.#expired = recorder.counter('expired');
    this.#entries = recorder.level('entries');
    this.#bytes = recorder.level('bytes');
  }

  static countsCopies(placement: Placement): boolean {
    return placement.group.inside !== null && placement.group.instances.length > 1;
  }

  /** Takes part in the count of copies, where the same key may be in several instances. */
  joinCensus(environment: Environment, placement: Placement, contents: CopyHolder): void {
    if (!CacheRecording.countsCopies(placement)) return;
    const recorder = this.#recorder;
    const census = recorder.truth.census(placement.group.name);
    this.#copies = census.join(environment.self, contents, recorder.level('copies'), recorder.level('duplicates'));
  }

  hit(request: Request, version: number): void {
    this.hits.add(1);
    const age = this.#recorder.staleness(request.key, version, request.due);
    if (age <= 0) return;
    this.#stale.add(1);
    this.#staleAge.record(age);
  }

  /** Kept out by a policy. */
  refused(): void {
    this.#recorder.counter('refused').add(1);
  }

  /** After every change of what is held. */
  holds(contents: { readonly entries: number; readonly bytes: Bytes }): void {
    this.#entries.set(contents.entries);
    this.#bytes.set(contents.bytes);
  }

  inserted(key: Key): void {
    this.#copies?.added(key);
  }

  removed(key: Key): void {
    this.#copies?.removed(key);
  }

  evicted(): void {
    this.#evicted.add(1);
  }

  expired(): void {
    this.#expired.add(1);
  }
}
