import { describe, expect, it } from 'vitest';
import { SECOND } from '../../core/time.js';
import { readTrace } from '../traces/read-trace.js';
import { type Pace, ReplaySchedule } from './replay-schedule.js';

const PACE: Pace = { speed: 1, ties: 'together', order: 'file', rate: 1000 };

/** Rows [row, due] of a trace whose rows were recorded at these seconds. */
function schedule(
  seconds: readonly number[] | number,
  pace: Partial<Pace> = {},
): { rows: number[]; due: number[]; lasts: number } {
  const timed = typeof seconds !== 'number';
  const text = timed ? `t\n${seconds.join('\n')}\n` : `k\n${'x\n'.repeat(seconds)}`;
  const columns = timed ? { time: 't' } : { key: 'k' };
  const trace = readTrace(new TextEncoder().encode(text), 'x.csv', 'csv', { columns });
  const replay = new ReplaySchedule(trace, { ...PACE, ...pace });
  const rows: number[] = [];
  const due: number[] = [];
  for (let at = replay.advance(); at < Infinity; at = replay.advance()) {
    rows.push(replay.row);
    due.push(at);
  }
  return { rows, due, lasts: replay.lasts() };
}

const inSeconds = (...values: readonly number[]): number[] => values.map((value) => value * SECOND);

describe('a replay', () => {
  it('begins with the first row and keeps the gaps', () => {
    expect(schedule([100, 101, 105])).toEqual({ rows: [0, 1, 2], due: inSeconds(0, 1, 5), lasts: 6 * SECOND });
  });

  it('at ten times the speed has a tenth of the gaps', () => {
    expect(schedule([100, 101, 105], { speed: 10 })).toEqual({
      rows: [0, 1, 2],
      due: inSeconds(0, 0.1, 0.5),
      lasts: 0.6 * SECOND,
    });
  });

  it('sends requests of the same second in their order, a nanosecond apart', () => {
    expect(schedule([7, 7, 7, 8]).due).toEqual([0, 1, 2, SECOND]);
  });

  it('spreads requests of the same second evenly over it', () => {
    expect(schedule([7, 7, 7, 7, 8, 8], { ties: 'spread' }).due).toEqual(inSeconds(0, 0.25, 0.5, 0.75, 1, 1.5));
    expect(schedule([7, 7, 8], { ties: 'spread', speed: 10 }).due).toEqual(inSeconds(0, 0.05, 0.1));
  });

  it("keeps the file's order: a late line is sent late", () => {
    const late = schedule([5, 9, 6, 9, 3, 10]);
    expect(late.rows).toEqual([0, 1, 2, 3, 4, 5]);
    expect(late.due).toEqual([0, 4e9, 4e9 + 1, 4e9 + 2, 4e9 + 3, 5e9]);
    expect(schedule([5, 9, 6, 9, 3, 10], { ties: 'spread' }).due).toEqual(inSeconds(0, 4, 4.25, 4.5, 4.75, 5));
  });

  it('sorts by time where it is told to, and keeps the order of equal instants', () => {
    const sorted = schedule([5, 9, 6, 9, 3, 10], { order: 'time' });
    expect(sorted).toEqual({ rows: [4, 0, 2, 1, 3, 5], due: [0, 2e9, 3e9, 6e9, 6e9 + 1, 7e9], lasts: 8 * SECOND });
  });

  it('sends traces without instants at a rate', () => {
    expect(schedule(4, { rate: 1000 })).toEqual({ rows: [0, 1, 2, 3], due: [0, 1e6, 2e6, 3e6], lasts: 4e6 });
    expect(schedule(4, { rate: 1000, speed: 2 })).toMatchObject({ due: [0, 5e5, 1e6, 1.5e6], lasts: 2e6 });
  });

  it('at a speed that leaves no time keeps the order, and lasts long enough for all', () => {
    const { due, lasts } = schedule([1, 1, 1, 1, 2, 3], { speed: 1e9 });
    expect(due).toEqual([0, 1, 2, 3, 4, 5]);
    expect(lasts).toBeGreaterThan(5);
  });
});
