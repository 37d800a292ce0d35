import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Occupancy } from './occupancy.js';

class ManualClock {
  now = 0;
}

/** What happens at each step: how much later, and whether somebody enters or the longest-present leaves. */
const steps = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 1_000_000_000_000 }), fc.constantFrom('enter', 'leave', 'edge', 'clear')),
  {
    maxLength: 200,
  },
);

describe('Occupancy', () => {
  it('finds the same area under its number present as in the clipped stays of its visitors', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const clock = new ManualClock();
        const occupancy = new Occupancy(moves.length + 1, clock);
        let present: number[] = [];
        let edges = 0;
        for (const [later, move] of moves) {
          clock.now += later;
          if (move === 'enter') {
            occupancy.enter();
            present.push(clock.now);
          } else if (move === 'leave' && present.length > 0) {
            occupancy.leave(present.shift()!);
          } else if (move === 'clear') {
            occupancy.clear();
            present = [];
          } else if (move === 'edge') {
            occupancy.readOff(edges++, clock.now);
          }
        }
        occupancy.readOff(edges, clock.now);
        for (let edge = 0; edge <= edges; edge++) {
          const integral = occupancy.between(edge - 1, edge);
          expect(Math.abs(integral - occupancy.staysBetween(edge - 1, edge))).toBeLessThanOrEqual(1e-9 * Math.max(1, integral));
        }
      }),
    );
  });

  it('notices a visitor who is said to have entered at another time than he did', () => {
    const clock = new ManualClock();
    const occupancy = new Occupancy(1, clock);
    occupancy.enter();
    clock.now = 100;
    occupancy.leave(40);
    occupancy.readOff(0, 100);
    expect(occupancy.between(-1, 0)).toBe(100);
    expect(occupancy.staysBetween(-1, 0)).toBe(60);
  });

  it('knows the largest number present within a window only', () => {
    const clock = new ManualClock();
    const occupancy = new Occupancy(3, clock);
    for (let visitor = 0; visitor < 5; visitor++) occupancy.enter();
    clock.now = 10;
    for (let visitor = 0; visitor < 4; visitor++) occupancy.leave(0);
    occupancy.readOff(0, 10);
    occupancy.readOff(1, 20);
    expect([occupancy.maxBetween(-1, 0), occupancy.maxBetween(0, 1)]).toEqual([5, 1]);
  });
});
