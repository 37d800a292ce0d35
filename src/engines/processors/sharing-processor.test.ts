import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Level } from '../../metrics/level.js';
import { Kernel } from '../kernel.js';
import { SHARED_WORK_DONE } from './processor.js';
import { SharingProcessor } from './sharing-processor.js';

const ARRIVAL = 3;

interface Arrival {
  readonly at: number;
  readonly amount: number;
}

interface Done {
  readonly code: number;
  readonly at: number;
  readonly worked: number;
}

class World {
  readonly kernel = new Kernel();
  readonly busy = new Level(1, this.kernel);
  readonly processor: SharingProcessor;
  readonly done: Done[] = [];
  readonly slots: number[] = [];

  constructor(
    private readonly arrivals: readonly Arrival[],
    cores: number,
    speed = 1,
  ) {
    this.processor = new SharingProcessor(this.kernel, 0, speed, cores, this.busy);
    for (const [code, { at }] of arrivals.entries()) this.kernel.schedule(at, ARRIVAL, 0, code, null, 0);
  }

  run(limit = Number.POSITIVE_INFINITY): this {
    const { kernel, processor } = this;
    while (kernel.next(limit)) {
      const { kind, code, value } = kernel;
      if (kind === ARRIVAL) this.slots[code] = processor.work(this.arrivals[code]!.amount, code, null);
      else if (kind === SHARED_WORK_DONE) processor.release();
      else this.done.push({ code, at: kernel.now, worked: value });
    }
    return this;
  }
}

/** The textbook, in exact steps: at each instant everybody present gets the same share. */
function ideal(arrivals: readonly Arrival[], cores: number): number[] {
  const left = arrivals.map((arrival) => arrival.amount);
  const ends = arrivals.map(() => Number.NaN);
  let now = 0;
  for (;;) {
    const present = arrivals.flatMap(({ at }, code) => (at <= now && Number.isNaN(ends[code]) ? [code] : []));
    const coming = Math.min(...arrivals.map(({ at }) => (at > now ? at : Number.POSITIVE_INFINITY)));
    const share = Math.min(1, cores / present.length);
    const ending = Math.min(...present.map((code) => now + left[code]! / share));
    const next = Math.min(coming, ending);
    if (next === Number.POSITIVE_INFINITY) return ends;
    for (const code of present) {
      left[code]! -= (next - now) * share;
      if (left[code]! < 1e-6) ends[code] = next;
    }
    now = next;
  }
}

const arrivals = fc.array(fc.record({ at: fc.integer({ min: 0, max: 5_000 }), amount: fc.integer({ min: 0, max: 3_000 }) }), {
  minLength: 1,
  maxLength: 40,
});

describe('SharingProcessor', () => {
  it('follows the textbook, but for up to a nanosecond at each end, since its clock has no parts of one', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 4 }), (work, cores) => {
        const { done } = new World(work, cores).run();
        const expected = ideal(work, cores);
        expect(done).toHaveLength(work.length);
        for (const [before, { code, at }] of done.entries()) {
          expect(Math.abs(at - expected[code]!)).toBeLessThanOrEqual(before + 1.001);
        }
      }),
    );
  });

  it('conserves work: what its cores did is what was asked of them, but for the rounding of each end', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 4 }), (work, cores) => {
        const world = new World(work, cores).run();
        world.busy.readOff(0, world.kernel.now);
        const asked = work.reduce((sum, { amount }) => sum + amount, 0);
        const did = world.busy.between(-1, 0);
        expect(did).toBeGreaterThanOrEqual(asked - 1);
        expect(did).toBeLessThanOrEqual(asked + cores * work.length);
      }),
    );
  });

  it('does not lose a nanosecond to rounding at each end while it is busy', () => {
    const count = 3_000;
    const work = Array.from({ length: count }, (_, code) => ({ at: 0, amount: 1_000 + 7 * code }));
    const { done, kernel } = new World(work, 1).run();
    expect(done).toHaveLength(count);
    const asked = work.reduce((sum, { amount }) => sum + amount, 0);
    expect(kernel.now - asked).toBeGreaterThanOrEqual(0);
    expect(kernel.now - asked).toBeLessThanOrEqual(2);
  });

  it('tells what each piece received as worked, never more than the time it was there', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 4 }), (work, cores) => {
        for (const { code, at, worked } of new World(work, cores).run().done) {
          const { at: came, amount } = work[code]!;
          expect(Math.abs(worked - amount)).toBeLessThanOrEqual(1);
          expect(worked).toBeLessThanOrEqual(at - came);
        }
      }),
    );
  });

  it('lets pieces end in the order of what is left, and of their coming where that is equal', () => {
    const work = [30, 10, 20, 10, 10].map((amount) => ({ at: 0, amount }));
    expect(new World(work, 1).run().done.map((done) => done.code)).toEqual([1, 3, 4, 2, 0]);
  });

  it('is at rest after all was taken back', () => {
    const world = new World(
      [
        { at: 0, amount: 100 },
        { at: 0, amount: 50 },
      ],
      1,
    ).run(1);
    for (const slot of world.slots) world.processor.cancel(slot);
    expect(world.kernel.pending).toBe(0);
    expect(world.busy.value).toBe(0);
  });

  it('goes on after a pause with what was left, at the speed of then', () => {
    const world = new World([{ at: 0, amount: 100 }], 1);
    world.kernel.schedule(40, ARRIVAL, 0, 0, null, 0);
    world.run(40);
    world.kernel.next(41);
    world.processor.pause();
    world.kernel.schedule(90, ARRIVAL, 0, 0, null, 0);
    world.kernel.next(91);
    world.processor.setSpeed(0.5);
    world.processor.resume();
    expect(world.run().done).toEqual([{ code: 0, at: 210, worked: 160 }]);
  });

  it('is empty after a crash', () => {
    const world = new World([{ at: 0, amount: 100 }], 1).run(1);
    world.processor.clear();
    expect(world.kernel.pending).toBe(0);
  });
});
