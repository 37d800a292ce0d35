import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Level } from '../../metrics/level.js';
import { CoreProcessor } from './core-processor.js';
import { Kernel } from '../kernel.js';

interface Done {
  readonly code: number;
  readonly at: number;
  readonly worked: number;
}

interface World {
  readonly kernel: Kernel;
  readonly busy: Level;
  readonly processor: CoreProcessor;
}

function worldOf(cores: number): World {
  const kernel = new Kernel();
  const busy = new Level(1, kernel);
  return { kernel, busy, processor: new CoreProcessor(kernel, 0, 1, cores, busy) };
}

/** Runs until `limit`, as the engine does: the core goes to the next in line before anybody hears of the end. */
function run({ kernel, processor }: World, limit = Number.POSITIVE_INFINITY): Done[] {
  const done: Done[] = [];
  while (kernel.next(limit)) {
    const { code, now: at, value: worked } = kernel;
    processor.finished();
    done.push({ code, at, worked });
  }
  return done;
}

describe('CoreProcessor', () => {
  it('serves first come, first served, and says how long each piece was on a core', () => {
    const world = worldOf(2);
    for (const [code, amount] of [40, 20, 10, 30].entries()) world.processor.work(amount, code, null);
    expect(run(world)).toEqual([
      { code: 1, at: 20, worked: 20 },
      { code: 2, at: 30, worked: 10 },
      { code: 0, at: 40, worked: 40 },
      { code: 3, at: 60, worked: 30 },
    ]);
  });

  it('is what a hand-written queue with as many servers computes', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 5 }), (amounts, cores) => {
        const world = worldOf(cores);
        for (const [code, amount] of amounts.entries()) world.processor.work(amount, code, null);
        const free = Array.from({ length: cores }, () => 0);
        const expected = amounts.map((amount) => {
          const core = free.indexOf(Math.min(...free));
          return (free[core]! += amount);
        });
        const ends = run(world).toSorted((a, b) => a.code - b.code);
        expect(ends.map((done) => done.at)).toEqual(expected);
        expect(ends.map((done) => done.worked)).toEqual(amounts);
      }),
    );
  });

  it('counts a core as busy exactly while it works', () => {
    const world = worldOf(2);
    for (const amount of [40, 20, 10]) world.processor.work(amount, 0, null);
    run(world);
    world.busy.readOff(0, 100);
    expect(world.busy.between(-1, 0)).toBe(70);
    expect(world.busy.maxBetween(-1, 0)).toBe(2);
    expect(world.busy.value).toBe(0);
  });

  it('passes over work that was taken back while it waited, however often its slot was used since', () => {
    const world = worldOf(1);
    world.processor.work(10, 0, null);
    for (let round = 0; round < 50; round++) world.processor.cancel(world.processor.work(5, 100 + round, null));
    world.processor.work(10, 1, null);
    expect(run(world).map(({ code, at }) => ({ code, at }))).toEqual([
      { code: 0, at: 10 },
      { code: 1, at: 20 },
    ]);
  });

  it('keeps its order while its line grows around the end of the ring', () => {
    const world = worldOf(1);
    for (let code = 0; code < 12; code++) world.processor.work(1, code, null);
    const first = run(world, 9);
    for (let code = 12; code < 60; code++) world.processor.work(1, code, null);
    const codes = [...first, ...run(world)].map((done) => done.code);
    expect(codes).toEqual(Array.from({ length: 60 }, (_, code) => code));
  });

  it('stretches what is left when the speed changes, to the nanosecond', () => {
    const world = worldOf(1);
    world.processor.work(100, 0, null);
    run(world, 1);
    world.kernel.schedule(30, 0, 0, 0, null, 0);
    world.kernel.next(31);
    world.processor.setSpeed(0.5);
    expect(run(world)).toEqual([{ code: 0, at: 170, worked: 170 }]);
  });

  it('holds what runs during a pause and lets nothing begin', () => {
    const world = worldOf(1);
    world.processor.work(10, 0, null);
    world.processor.work(10, 1, null);
    world.processor.pause();
    expect(run(world)).toEqual([]);
    world.kernel.schedule(50, 0, 0, 0, null, 0);
    world.kernel.next(51);
    world.processor.resume();
    expect(run(world)).toEqual([
      { code: 0, at: 60, worked: 10 },
      { code: 1, at: 70, worked: 10 },
    ]);
  });

  it('is empty after a crash, also in the middle of a pause', () => {
    const world = worldOf(1);
    world.processor.work(10, 0, null);
    world.processor.work(10, 1, null);
    world.processor.pause();
    world.processor.clear();
    expect(world.kernel.pending).toBe(0);
    world.processor.work(10, 2, null);
    expect(run(world)).toEqual([{ code: 2, at: 10, worked: 10 }]);
  });
});
