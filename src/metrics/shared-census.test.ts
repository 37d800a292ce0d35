import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyCount } from './census.js';
import { gatherCensus } from './gather-census.js';
import { Recorder } from './recorder.js';
import type { RunTruth } from './run-truth.js';
import { SharedCensus } from './shared-census.js';
import { SharedTruth } from './shared-truth.js';
import { Timeline } from './timeline.js';
import { Truth } from './truth.js';

const KEYS = 70;
const INSTANCES = [4, 5, 9];
const EDGES = 20;

/** An instance starts again with nothing, or fills or drops a key, whichever is possible. */
interface Step {
  readonly later: number;
  readonly instance: number;
  readonly key: number;
  readonly restarts: boolean;
}

const steps = fc.array(
  fc.record({
    later: fc.integer({ min: 1, max: 100 }),
    instance: fc.nat(INSTANCES.length - 1),
    key: fc.oneof(fc.nat(4), fc.nat(KEYS - 1)),
    restarts: fc.integer({ min: 0, max: 19 }).map((dice) => dice === 0),
  }),
  { minLength: 1, maxLength: 150 },
);

class Cache {
  #held = new Set<number>();
  #copies: CopyCount;

  constructor(
    readonly recorder: Recorder,
    private readonly instance: number,
  ) {
    this.#copies = this.#join();
  }

  restart(): void {
    this.#held = new Set();
    this.#copies = this.#join();
  }

  toggle(key: number): void {
    if (this.#held.delete(key)) {
      this.#copies.removed(key);
      return;
    }
    this.#held.add(key);
    this.#copies.added(key);
  }

  #join(): CopyCount {
    const { recorder } = this;
    const held = this.#held;
    const holder = { forEachKey: (visit: (key: number) => void) => held.forEach(visit) };
    return recorder.truth.census('cache').join(this.instance, holder, recorder.level('copies'), recorder.level('duplicates'));
  }
}

/** Each instance has the truth of its own thread. */
function play(moves: readonly Step[], truthOf: () => RunTruth): Recorder[] {
  const timeline = new Timeline(1000 * EDGES, [], 1000, EDGES);
  const clock = { now: 0 };
  const caches = INSTANCES.map((instance) => new Cache(new Recorder(timeline, truthOf(), clock), instance));
  for (const { later, instance, key, restarts } of moves) {
    clock.now += later;
    timeline.cross(clock.now);
    if (restarts) caches[instance]!.restart();
    else caches[instance]!.toggle(key);
  }
  timeline.cross(1000 * EDGES);
  return caches.map(({ recorder }) => recorder);
}

/** The integrals at every edge and the last values, of the first instance and of the others. */
function counted(recorders: readonly Recorder[]): unknown {
  return recorders.map((recorder) =>
    ['copies', 'duplicates'].map((metric) => {
      const level = recorder.level(metric);
      return [level.value, ...Array.from({ length: EDGES }, (_, edge) => level.between(edge - 1, edge))];
    }),
  );
}

describe('SharedCensus', () => {
  it('finds as many copies and duplicates in several threads as a census finds in one', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const single = new Truth();
        const holders = [{ name: 'cache', instances: INSTANCES }];
        const memory = SharedTruth.memory({ keys: KEYS, dataSets: 1, holders });
        const shared = play(moves, () => new SharedTruth(memory));
        gatherCensus(shared);
        expect(counted(shared)).toEqual(counted(play(moves, () => single)));
      }),
    );
  });

  it('counts a sample of more keys than it has room for', () => {
    const keys = 100_000_000;
    const memory = SharedCensus.memory(keys, INSTANCES);
    expect(memory.byteLength).toBeLessThan(68_000_000);
    const timeline = new Timeline(1000, [], 1000, 1);
    const recorders = INSTANCES.map(() => new Recorder(timeline, new Truth(), { now: 0 }));
    const census = new SharedCensus(memory);
    const holder = { forEachKey: () => undefined };
    const members = INSTANCES.slice(0, 2).map((instance, index) =>
      census.join(instance, holder, recorders[index]!.level('copies'), recorders[index]!.level('duplicates')),
    );
    for (let key = keys - 8000; key < keys; key++) members[0]!.added(key);
    for (let key = keys - 2000; key < keys; key++) members[1]!.added(key);
    gatherCensus(recorders);
    const [first] = recorders;
    expect(first!.level('copies').value).toBeGreaterThan(1000);
    expect(first!.level('duplicates').value / first!.level('copies').value).toBeCloseTo(0.2, 2);
  });
});
