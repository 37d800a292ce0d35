import { describe, expect, it } from 'vitest';
import { type ArrivalLaw, POISSON } from '../arrival-law.js';
import { constantLaw, exponentialLaw, type Law, lawOf, meanOnly } from '../laws/law.js';
import { quantile } from '../laws/read.js';
import { firstCome } from './first-come.js';
import { importantFirst } from './important-first.js';
import { lastCome } from './last-come.js';
import type { Line, LineTheory, Unknown } from './line.js';
import { door, shared } from './shared.js';

const hour = exponentialLaw(1);
const even = lawOf(1, 1 / 12, (x) => Math.min(1, Math.max(0, x - 0.5)));
const unlimited = Infinity;

function line(servers: number, rate: number, service: Law, places = unlimited, arrivals: ArrivalLaw = POISSON): Line {
  return { servers, places, arrivals, classes: [{ rate, service, priority: 0 }] };
}

function known(theory: LineTheory | Unknown): LineTheory {
  if ('unknown' in theory) throw new Error(theory.unknown);
  return theory;
}

function means(theory: LineTheory | Unknown): number[] {
  return known(theory).waiting.map(({ mean }) => mean);
}

describe('first come first served takes the strongest form that holds', () => {
  it.each([
    ['M/M/4 (Erlang C)', line(4, 3.2, hour), 0.7455, true],
    ['M/G/1 (Pollaczek and Khinchine)', line(1, 0.8, constantLaw(1)), 2, true],
    ['M/G/4 (Allen and Cunneen, approximation)', line(4, 3.2, constantLaw(1)), 0.7455 / 2, false],
    ['D/M/1 (Kendall)', line(1, 0.9, hour, unlimited, { phases: Infinity, variation: 0 }), 4.1787, true],
    ['E1/M/1 (Kendall)', line(1, 0.8, hour, unlimited, { phases: 1.0001, variation: 1 }), 4, true],
    ['G/G/1 (Allen and Cunneen, approximation)', line(1, 0.8, hour, unlimited, { phases: null, variation: 3 }), 8, false],
    ['no line: nobody waits', line(Infinity, 1e6, meanOnly(1)), 0, true],
  ] as const)('%s', (form, given, waiting, exact) => {
    const theory = known(firstCome(given));
    expect(theory).toMatchObject({ form, exact, loss: 0 });
    expect(theory.waiting[0]!.mean).toBeCloseTo(waiting, 3);
  });

  it('also where places are few', () => {
    expect(firstCome(line(10, 10, even, 0))).toMatchObject({ form: 'M/G/10/10 (Erlang B)', exact: true });
    expect(known(firstCome(line(10, 10, even, 0))).loss).toBeCloseTo(0.2146, 4);
    expect(firstCome(line(1, 0.9, hour, 9))).toMatchObject({ form: 'M/M/1/10', exact: true });
    expect(known(firstCome(line(1, 1.5, hour, 9))).loss).toBeCloseTo(0.33723, 5);
    // So many that they are never taken: the exact form of an endless queue.
    expect(firstCome(line(1, 0.8, even, 1000))).toMatchObject({ form: 'M/G/1 (Pollaczek and Khinchine)', loss: 0 });
    expect(
      firstCome(
        line(
          1,
          0.9,
          lawOf(1, 0.6, (x) => x),
          9,
        ),
      ),
    ).toMatchObject({ exact: false });
  });

  it.each([
    ['steady state', line(2, 2, hour)],
    ['not known', line(2, 2, meanOnly(Number.NaN))],
    ['no variance', line(1, 0.8, { mean: 1, variance: Infinity, masses: null })],
    ['closed form', line(1, 0.9, constantLaw(1), 9)],
  ])('and says nothing without one: %s', (reason, given) => {
    expect(firstCome(given)).toEqual({ unknown: expect.stringContaining(reason) as string });
  });

  it('in percentiles too', () => {
    expect(quantile(known(firstCome(line(1, 0.8, hour))).waiting[0]!, 0.99)).toBeCloseTo(5 * Math.log(80), 1);
  });
});

it('last come first served has the same mean and other percentiles', () => {
  const theory = known(lastCome(line(1, 0.8, hour)));
  expect(theory.waiting[0]!.mean).toBeCloseTo(4, 9);
  expect(quantile(theory.waiting[0]!, 0.99)).toBeUndefined();
  expect(lastCome(line(1, 1, hour))).toHaveProperty('unknown');
});

describe('priorities', () => {
  const two = (servers: number, rate: number, service: Law, arrivals = POISSON): Line => ({
    servers,
    places: unlimited,
    arrivals,
    classes: [
      { rate: rate / 2, service, priority: 0 },
      { rate: rate / 2, service, priority: 5 },
    ],
  });

  it('make the one wait 1.333 and the other 6.667', () => {
    const theory = known(importantFirst(two(1, 0.8, hour)));
    expect(theory.exact).toBe(true);
    expect(means(theory)[0]).toBeCloseTo(6.667, 3);
    expect(means(theory)[1]).toBeCloseTo(1.333, 3);
  });

  it('at several servers keep the mean over all, and are exact for one exponential service time', () => {
    const theory = known(importantFirst(two(4, 3.2, hour)));
    expect(theory.exact).toBe(true);
    expect((means(theory)[0]! + means(theory)[1]!) / 2).toBeCloseTo(0.7455, 4);
    expect(known(importantFirst(two(4, 3.2, even))).exact).toBe(false);
    expect(known(importantFirst(two(1, 0.8, hour, { phases: 4, variation: 0.25 }))).exact).toBe(false);
  });

  it('of one class are first come first served', () => {
    expect(known(importantFirst(line(1, 0.8, hour))).form).toBe('M/M/1 (Erlang C)');
  });
});

describe('sharing', () => {
  it('slows everybody down alike, whatever the service times are', () => {
    expect(means(shared(line(1, 0.8, even)))[0]).toBeCloseTo(4, 9);
    const classes = [
      { rate: 0.4, service: constantLaw(1), priority: 0 },
      { rate: 0.1, service: constantLaw(4), priority: 0 },
    ];
    expect(means(shared({ servers: 1, places: unlimited, arrivals: POISSON, classes }))).toEqual([
      expect.closeTo(4, 9) as number,
      expect.closeTo(16, 9) as number,
    ]);
    expect(shared(line(2, 2, hour))).toHaveProperty('unknown');
  });

  it('turns away whom it has no place for', () => {
    expect(known(door(line(8, 10, even, 2))).loss).toBeCloseTo(0.2146, 4);
    expect(known(door(line(8, 10, even))).loss).toBe(0);
    expect(door(line(8, 10, even, 2, { phases: null, variation: 2 }))).toHaveProperty('unknown');
  });
});
