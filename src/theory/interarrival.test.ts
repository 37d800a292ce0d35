import { expect, it } from 'vitest';
import { everyOneIn, POISSON, thinnedLaw } from './arrival-law.js';
import { departures, merged } from './interarrival.js';

it('departures of M/M/c are Poisson again (Burke)', () => {
  for (const servers of [1, 4, Infinity]) expect(departures(servers, 0.7, 1, 1)).toBeCloseTo(1, 12);
});

it('departures of a server that is always busy vary as its service times do, and those of an idle one as its arrivals', () => {
  expect(departures(1, 1, 0.3, 2)).toBeCloseTo(2, 12);
  expect(departures(1, 0, 0.3, 2)).toBeCloseTo(0.3, 12);
});

it('what is thinned at random becomes Poisson, and Poisson stays it', () => {
  const regular = { phases: Infinity, variation: 0 };
  expect(thinnedLaw(1, regular)).toBe(regular);
  expect(thinnedLaw(1e-9, { phases: null, variation: 4 }).variation).toBeCloseTo(1, 6);
  expect(thinnedLaw(0.5, regular)).toEqual({ phases: null, variation: 0.5 });
  expect(thinnedLaw(0.3, POISSON)).toBe(POISSON);
});

it('every fourth of a Poisson stream comes after four exponentials', () => {
  expect(everyOneIn(4, POISSON)).toEqual({ phases: 4, variation: 0.25 });
  expect(everyOneIn(2, { phases: null, variation: 3 })).toEqual({ phases: null, variation: 1.5 });
});

it('what comes together varies as its streams do on average', () => {
  expect(
    merged([
      { rate: 3, variation: 1 },
      { rate: 1, variation: 5 },
    ]),
  ).toBe(2);
  expect(merged([])).toBe(1);
});
