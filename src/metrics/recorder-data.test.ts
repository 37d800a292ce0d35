import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../core/outcome.js';
import type { MetricDeclaration } from './declaration.js';
import { Recorder } from './recorder.js';
import { seriesOf } from './series.js';
import { metricTable } from './summarize-metrics.js';
import { measuredWindow } from './summarize-window.js';
import { Timeline } from './timeline.js';
import { Truth } from './truth.js';

const END = 1000;
const WINDOWS = [100, 450, 700];
const OUTCOMES: readonly (readonly [number, Outcome])[] = [
  [200, 'ok'],
  [500, 'failed'],
  [503, 'rejected'],
  [504, 'timed-out'],
];

/** What happens so much later: what kind of thing, under which name, and how much of it. */
type Happening = readonly [later: number, what: number, name: number, amount: number];

const happening = fc.tuple(
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 6 }),
  fc.integer({ min: 0, max: 1 }),
  fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5_000_000_000 })),
);
const happenings = fc.array(happening, { minLength: 1, maxLength: 120 });

class World {
  now = 0;
  readonly timeline = new Timeline(END, WINDOWS, 50, 20);
  recorder = new Recorder(this.timeline, new Truth(), this);
  readonly #entered: number[][] = [[], []];

  happens([, what, name, amount]: Happening): void {
    const { recorder } = this;
    const metric = `m${name}`;
    if (what === 0) recorder.counter(metric).add(amount);
    else if (what === 1) recorder.level(metric).set(amount % 100);
    else if (what === 2) this.#enter(name);
    else if (what === 3) this.#leave(name);
    else if (what === 4) recorder.histogram(metric).record(amount);
    else if (what === 5) recorder.tally(metric).issued(amount);
    else this.#finish(metric, amount);
  }

  /** Whoever was inside is lost. */
  crash(): void {
    this.recorder.lose();
    for (const entered of this.#entered) entered.length = 0;
  }

  passTo(instant: number): void {
    this.timeline.cross(Math.min(instant, END));
    this.now = instant;
  }

  end(): void {
    this.passTo(Math.max(this.now, END));
  }

  #enter(name: number): void {
    this.recorder.occupancy(`m${name}`).enter();
    this.#entered[name]!.push(this.now);
  }

  #leave(name: number): void {
    const entered = this.#entered[name]!.shift();
    if (entered !== undefined) this.recorder.occupancy(`m${name}`).leave(entered);
  }

  #finish(operation: string, amount: number): void {
    const tally = this.recorder.tally(operation);
    const { segment, bucket } = this.timeline;
    const [status, outcome] = OUTCOMES[amount % OUTCOMES.length]!;
    tally.finished(segment, bucket, status, outcome, amount, amount % 7, { waiting: amount, service: 1, network: 2 });
    if (amount % 3 === 0) tally.stale(segment);
  }
}

const METRICS: readonly MetricDeclaration[] = ['m0', 'm1'].flatMap((name): MetricDeclaration[] => [
  { type: 'scalar', name: `${name}.count`, unit: 'count', summary: '', value: (view) => view.count(name) },
  { type: 'scalar', name: `${name}.mean`, unit: 'number', summary: '', value: (view) => view.mean(name) },
  { type: 'scalar', name: `${name}.max`, unit: 'number', summary: '', value: (view) => view.max(name) },
  { type: 'scalar', name: `${name}.final`, unit: 'number', summary: '', value: (view) => view.final(name) },
  { type: 'distribution', name: `${name}.sizes`, unit: 'number', summary: '', histogram: (view) => view.histogram(name) },
]);
const REQUESTS: readonly MetricDeclaration[] = [
  ...METRICS,
  { type: 'scalar', name: 'requests', unit: 'count', summary: '', value: (view) => view.requests().issued },
  { type: 'scalar', name: 'stale', unit: 'count', summary: '', value: (view) => view.requests().stale },
  { type: 'scalar', name: 'waiting', unit: 'count', summary: '', value: (view) => view.requests().waiting },
  { type: 'scalar', name: 'completions', unit: 'count', summary: '', value: (view) => view.completions() },
  { type: 'distribution', name: 'latency', unit: 'ms', summary: '', histogram: (view) => view.latency() },
];

/** Every figure in every window, and every series. */
function figures(recorder: Recorder): unknown {
  const subject = { name: 'x', kind: 'workload', metrics: REQUESTS, instances: [{ name: 'x', recorder }] };
  const edges = [0, ...WINDOWS, END];
  const tables = edges.slice(1).map((to, index) => {
    const window = measuredWindow('w', edges[index]!, to, recorder.timeline, END)!;
    return metricTable([subject], window);
  });
  const nodes = { ...subject, kind: 'service' };
  return [tables, seriesOf([subject, nodes], recorder.timeline, END)];
}

function play(moves: readonly Happening[], crashAt = -1, restart?: (world: World) => void): World {
  const world = new World();
  for (const [index, move] of moves.entries()) {
    world.passTo(world.now + move[0]);
    if (index === crashAt) {
      world.crash();
      restart?.(world);
    }
    world.happens(move);
  }
  world.end();
  return world;
}

/** As main thread and worker do it. */
function sent(recorder: Recorder): Recorder {
  const data = structuredClone(recorder.toData());
  return Recorder.fromData(data, new Timeline(END, WINDOWS, 50, 20), new Truth(), { now: END });
}

describe('a recorder that is sent to another thread', () => {
  it('gives every figure and every series of the one that recorded', () => {
    fc.assert(
      fc.property(happenings, (moves) => {
        const { recorder } = play(moves);
        expect(figures(sent(recorder))).toEqual(figures(recorder));
      }),
    );
  });

  it('loses nothing on the way, not even what no figure shows', () => {
    fc.assert(
      fc.property(happenings, (moves) => {
        const { recorder } = play(moves);
        expect(sent(recorder).toData()).toEqual(recorder.toData());
      }),
    );
  });

  it('shares no memory with the one that recorded', () => {
    const { recorder } = play([[5, 0, 0, 3]]);
    const copy = Recorder.fromData(recorder.toData(), recorder.timeline, new Truth(), { now: END });
    copy.merge(sent(recorder));
    expect([copy.counter('m0').between(-1, 0), recorder.counter('m0').between(-1, 0)]).toEqual([6, 3]);
  });
});

describe('the two recorders of an instance whose thread was started again', () => {
  it('make what one recorder would have that saw both lives', () => {
    fc.assert(
      fc.property(happenings, fc.nat(119), (moves, at) => {
        const crashAt = at % moves.length;
        const whole = play(moves, crashAt).recorder;
        let dead: Recorder | undefined;
        const world = play(moves, crashAt, (crashed) => {
          dead = sent(cutOff(crashed));
          crashed.recorder = restarted(crashed);
        });
        const second = sent(world.recorder);
        dead!.merge(second);
        // A level that was never set again is 0 in one recorder and absent in the other: the figures are the same.
        expect(figures(dead!)).toEqual(figures(whole));
      }),
    );
  });
});

/** The dead thread's recorder, under a timeline of its own that ends at its death: the world's goes on. */
function cutOff(world: World): Recorder {
  const timeline = new Timeline(END, WINDOWS, 50, 20);
  timeline.crossed = world.timeline.crossed;
  timeline.nextEdge = world.timeline.nextEdge;
  const recorder = Recorder.fromData(structuredClone(world.recorder.toData()), timeline, new Truth(), world);
  timeline.cut(world.now);
  return recorder;
}

/** A new thread's recorder crosses the edges of the time before its birth at once. */
function restarted(world: World): Recorder {
  return new Recorder(world.timeline, new Truth(), world);
}
