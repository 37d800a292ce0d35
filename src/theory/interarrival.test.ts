import { expect, it } from 'vitest';
import { departures, merged, thinned } from './interarrival.js';

it('departures of M/M/c are Poisson again (Burke)', () => {
  for (const servers of [1, 4, Infinity]) expect(departures(servers, 0.7, 1, 1)).toBeCloseTo(1, 12);
});

it('departures of a server that is always busy vary as its service times do, and those of an idle one as its arrivals', () => {
  expect(departures(1, 1, 0.3, 2)).toBeCloseTo(2, 12);
  expect(departures(1, 0, 0.3, 2)).toBeCloseTo(0.3, 12);
});

it('what is thinned at random becomes Poisson, and what comes together is the mean of it', () => {
  expect(thinned(0, 1)).toBe(0);
  expect(thinned(4, 1e-9)).toBeCloseTo(1, 6);
  expect(
    merged([
      { rate: 3, variation: 1 },
      { rate: 1, variation: 5 },
    ]),
  ).toBe(2);
  expect(merged([])).toBe(1);
});
