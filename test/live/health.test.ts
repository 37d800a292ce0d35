import { describe, expect, it } from 'vitest';
import { MachineWatch } from '../../src/engines/live/health/machine-watch.js';
import { ThreadWatch } from '../../src/engines/live/health/thread-watch.js';

/** Blocks the thread for so many ms. */
function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the watch over a thread', () => {
  it('sees for how long its event loop stood still, what it used of a core, and its garbage', async () => {
    const machine = new MachineWatch();
    const thread = new ThreadWatch('main');
    await pause(50);
    let garbage: unknown[] = [];
    for (let round = 0; round < 50; round++) {
      garbage = Array.from({ length: 100_000 }, () => ({ round }));
    }
    expect(garbage.length).toBe(100_000);
    await pause(20);
    spin(100);
    await pause(50);
    const found = thread.stop();
    expect(found.name).toBe('main');
    expect(found.lag.max).toBeGreaterThan(80);
    expect(found.lag.max).toBeGreaterThanOrEqual(found.lag.p99);
    expect(found.pauses.count).toBeGreaterThan(0);
    expect(found.pauses.total).toBeGreaterThanOrEqual(found.pauses.max);
    expect(found.pauses.max).toBeGreaterThan(0);
    const measured = machine.stop([found]);
    expect(measured.threads).toEqual([found]);
    expect(measured.cores).toBeGreaterThanOrEqual(1);
    expect(measured.cpu).toBeGreaterThan(0);
    expect(measured.cpu).toBeLessThan(1.1);
    // Where the system tells, it used what it spun at least half of, whoever else wanted the core.
    if (found.cpu !== null) expect(found.cpu).toBeGreaterThan(0.1);
    if (found.waited !== null) expect(found.waited).toBeGreaterThanOrEqual(0);
  });
});
