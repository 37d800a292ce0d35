import { describe, expect, it } from 'vitest';
import { Level } from '../../../metrics/level.js';
import { Kernel } from '../../kernel.js';
import { RunClock } from '../clock.js';
import type { Burners } from './burners.js';
import { BurningProcessor } from './burning-processor.js';

/** Burners that are done when the test says so. */
class PatientBurners {
  readonly burning = new Map<number, { amount: number; done: () => void }>();
  #cells = 0;

  burn(amount: number, done: () => void): number {
    const cell = this.#cells++;
    this.burning.set(cell, { amount, done });
    return cell;
  }

  stop(cell: number): void {
    this.burning.delete(cell);
  }

  finish(cell: number): void {
    const { done } = this.burning.get(cell)!;
    this.burning.delete(cell);
    done();
  }

  get amounts(): number[] {
    return [...this.burning.values()].map(({ amount }) => amount);
  }
}

function workshop(cores: number, speed = 1) {
  const kernel = new Kernel();
  const burners = new PatientBurners();
  const busy = new Level(1, kernel);
  const processor = new BurningProcessor(kernel, 0, speed, cores, busy, burners as unknown as Burners, new RunClock(1));
  const done: { code: number; worked: number }[] = [];
  const advance = (to: number): void => {
    kernel.now = to;
    while (kernel.next(to + 1)) {
      done.push({ code: kernel.code, worked: kernel.value });
      processor.finished();
    }
  };
  return { kernel, burners, busy, processor, done, advance };
}

describe('BurningProcessor', () => {
  it('burns as much as there are cores for, and the next when one is free', () => {
    const { burners, processor, done, advance, busy } = workshop(2);
    for (const code of [1, 2, 3]) processor.work(100 * code, code, null);
    expect(burners.amounts).toEqual([100, 200]);
    expect(busy.value).toBe(2);
    advance(130);
    burners.finish(0);
    advance(130);
    expect(done).toEqual([{ code: 1, worked: 130 }]);
    expect(burners.amounts).toEqual([200, 300]);
  });

  it('says how long a piece really took, not how long it should have', () => {
    const { burners, processor, done, advance } = workshop(1);
    processor.work(100, 7, null);
    advance(260);
    burners.finish(0);
    advance(260);
    expect(done).toEqual([{ code: 7, worked: 260 }]);
  });

  it('stops what is taken back, and gives its core to the next', () => {
    const { burners, processor, done, advance } = workshop(1);
    const slot = processor.work(100, 1, null);
    processor.work(50, 2, null);
    processor.cancel(slot);
    expect(burners.amounts).toEqual([50]);
    burners.finish(1);
    advance(60);
    expect(done.map(({ code }) => code)).toEqual([2]);
  });

  it('goes on after a pause with what was left', () => {
    const { kernel, burners, processor } = workshop(1);
    processor.work(100, 1, null);
    kernel.now = 30;
    processor.pause();
    expect(burners.amounts).toEqual([]);
    kernel.now = 500;
    processor.resume();
    expect(burners.amounts).toEqual([70]);
  });

  it('stretches what is left when its host becomes slow', () => {
    const { kernel, burners, processor, done, advance } = workshop(1);
    processor.work(100, 1, null);
    kernel.now = 40;
    processor.setSpeed(0.5);
    expect(burners.amounts).toEqual([120]);
    kernel.now = 160;
    burners.finish(1);
    advance(160);
    expect(done).toEqual([{ code: 1, worked: 160 }]);
  });

  it('burns nothing any more after a crash', () => {
    const { burners, processor, advance, done } = workshop(1);
    processor.work(100, 1, null);
    processor.work(100, 2, null);
    processor.clear();
    expect(burners.amounts).toEqual([]);
    processor.work(10, 3, null);
    expect(burners.amounts).toEqual([10]);
    burners.finish(1);
    advance(20);
    expect(done.map(({ code }) => code)).toEqual([3]);
  });
});
