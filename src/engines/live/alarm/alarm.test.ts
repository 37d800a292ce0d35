import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineTime } from '../clock.js';
import type { Alarm } from './alarm.js';
import { AlarmThread } from './alarm-thread.js';
import { LoopAlarm } from './loop-alarm.js';
import { ThreadAlarm } from './thread-alarm.js';

const MILLISECOND = 1_000_000;

let thread: AlarmThread;
let seat = 0;

beforeAll(async () => {
  thread = new AlarmThread(8);
  await thread.ready();
});
afterAll(() => thread.end());

const KINDS: Readonly<Record<string, (wake: () => void) => Alarm>> = {
  'the alarm thread': (wake) => new ThreadAlarm(thread.seats[seat++]!, wake),
  'the event loop': (wake) => new LoopAlarm(wake),
};

/** When an alarm rang that was set as `plan` says. */
async function rings(create: (wake: () => void) => Alarm, plan: (set: (at: number) => void) => void, count: number) {
  const rang: number[] = [];
  const alarm = await new Promise<Alarm>((resolve) => {
    const made = create(() => {
      rang.push(machineTime());
      if (rang.length === count) resolve(made);
    });
    plan((at) => made.set(at));
  });
  alarm.close();
  return rang;
}

for (const [name, create] of Object.entries(KINDS)) {
  describe(`an alarm of ${name}`, () => {
    it('never rings before its time', async () => {
      for (const after of [0, 0.05, 0.3, 1.7, 20]) {
        const at = machineTime() + after * MILLISECOND;
        // One after the other.
        // oxlint-disable-next-line no-await-in-loop
        const [rang] = await rings(create, (set) => set(at), 1);
        expect(rang).toBeGreaterThanOrEqual(at);
      }
    });

    it('rings once, at the instant that was set last', async () => {
      const began = machineTime();
      const [rang] = await rings(
        create,
        (set) => {
          set(began + 5 * MILLISECOND);
          set(began + 60 * MILLISECOND);
          set(began + 30 * MILLISECOND);
        },
        1,
      );
      expect(rang).toBeGreaterThanOrEqual(began + 30 * MILLISECOND);
    });

    it('does not ring once it has been set to never', async () => {
      let early = 0;
      const alarm = create(() => early++);
      alarm.set(machineTime() + 10 * MILLISECOND);
      alarm.set(Number.POSITIVE_INFINITY);
      await rings(
        (wake) => new LoopAlarm(wake),
        (set) => set(machineTime() + 60 * MILLISECOND),
        1,
      );
      expect(early).toBe(0);
      alarm.close();
    });
  });
}
