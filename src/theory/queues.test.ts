import { describe, expect, it } from 'vitest';
import { allenCunneen } from './allen-cunneen.js';
import { erlangB } from './erlang-b.js';
import { erlangC } from './erlang-c.js';
import { finiteQueue } from './finite-queue.js';
import { constantTransform, erlangTransform, generalArrivals } from './gi-m-1.js';
import { manyServers } from './many-servers.js';
import { pollaczekKhinchine } from './pollaczek-khinchine.js';
import { priorities } from './priorities.js';
import { processorSharing } from './processor-sharing.js';
import { randomChoices } from './random-choices.js';

/** To as many digits as the reference prints. */
function agrees(value: number, printed: number, digits: number): void {
  expect(Number(value.toPrecision(digits))).toBe(printed);
}

describe('Erlang', () => {
  it('loses as many calls as his table says', () => {
    agrees(erlangB(10, 10), 0.2146, 4);
    for (const [servers, load] of [
      [5, 1.361],
      [10, 4.461],
      [20, 12.03],
      [50, 37.9],
      [100, 84.06],
    ] as const) {
      expect(Math.abs(erlangB(servers, load) - 0.01)).toBeLessThan(1e-5);
    }
  });

  it.each([
    [1, 0.8, 5],
    [2, 0.7111, 2.7778],
    [4, 0.5964, 1.7455],
    [8, 0.4576, 1.286],
    [16, 0.3049, 1.0953],
    [64, 0.0561, 1.0044],
  ])('lets as many wait at %i servers as his table says, and for as long', (servers, waits, sojourn) => {
    const waiting = manyServers(servers, 0.8 * servers, 1);
    expect(waiting.probability).toBeCloseTo(waits, 4);
    expect(erlangC(servers, 0.8 * servers)).toBe(waiting.probability);
    expect(1 + waiting.mean).toBeCloseTo(sojourn, 4);
  });

  it('lets everybody wait for ever where the servers cannot keep up, and nobody where they have no end', () => {
    expect(manyServers(2, 2, 1)).toEqual({ probability: 1, mean: Infinity });
    expect(manyServers(Infinity, 1e9, 1)).toEqual({ probability: 0, mean: 0 });
  });
});

describe('one server and any service time', () => {
  it.each([
    [0, 3],
    [0.5, 4],
    [1, 5],
    [4, 11],
    [16, 35],
    [100, 203],
  ])('at a squared variation of %f takes as long as Pollaczek and Khinchine say', (variation, sojourn) => {
    agrees(1 + pollaczekKhinchine(0.8, 1, variation).mean, sojourn, 12);
    agrees(1 + allenCunneen(1, 0.8, 1, { arrivals: 1, service: variation }).mean, sojourn, 12);
  });

  it('under processor sharing takes 5, whatever the variation', () => {
    agrees(processorSharing(1, 0.8, 1), 5, 12);
    agrees(processorSharing(4, 3.2, 1), 1.7455, 5);
  });

  it('with two priorities makes the one wait 1.333 and the other 6.667', () => {
    const half = { arrivalRate: 0.4, service: 1, serviceSquared: 2 };
    const [high, low] = priorities([half, half]);
    agrees(high!, 1.333, 4);
    agrees(low!, 6.667, 4);
    agrees(priorities([{ ...half, arrivalRate: 0.8 }])[0]!, 4, 12);
    expect(priorities([{ ...half, arrivalRate: 1.1 }, half])).toEqual([Infinity, Infinity]);
  });
});

describe('a finite queue', () => {
  it('loses, serves and delays as its table says', () => {
    const busy = finiteQueue(1, 9, 0.9);
    agrees(busy.loss, 0.05081, 4);
    agrees(0.9 * (1 - busy.loss), 0.85427, 5);
    // The sojourn time is the waiting of those who are admitted, and a service.
    agrees(busy.queueLength / (0.9 * (1 - busy.loss)) + 1, 4.6466, 5);
    agrees(finiteQueue(1, 9, 1.5).loss, 0.33723, 5);
  });

  it('without places is the loss system of Erlang', () => {
    expect(finiteQueue(10, 0, 10).loss).toBeCloseTo(erlangB(10, 10), 12);
  });

  it('with very many places is M/M/c, also where its weights would overflow', () => {
    const queue = finiteQueue(4, 5000, 3.2);
    expect(queue.queueLength).toBeCloseTo(3.2 * manyServers(4, 3.2, 1).mean, 9);
    expect(queue.ahead[0]).toBeCloseTo(1 - erlangC(4, 3.2), 9);
    expect(finiteQueue(4, 100_000, 40).loss).toBeCloseTo(0.9, 9);
  });
});

describe('general arrivals at one exponential server', () => {
  it('that are Poisson are M/M/1', () => {
    expect(generalArrivals(erlangTransform(1 / 0.8, 1), 0.8, 1)).toEqual({
      probability: expect.closeTo(0.8, 12) as number,
      mean: expect.closeTo(4, 10) as number,
    });
  });

  it('that are regular are D/M/1, whose root at 0.9 is 0.8069', () => {
    agrees(generalArrivals(constantTransform(1 / 0.9), 0.9, 1).probability, 0.8069, 4);
  });

  it('that are a turn of many come between the two', () => {
    const mean = (phases: number): number => generalArrivals(erlangTransform(1 / 0.9, phases), 0.9, 1).mean;
    expect(mean(2)).toBeLessThan(9);
    expect(mean(10)).toBeLessThan(mean(2));
    expect(mean(100_000)).toBeCloseTo(generalArrivals(constantTransform(1 / 0.9), 0.9, 1).mean, 3);
  });
});

describe('random choices', () => {
  it.each([
    [0.5, [2, 1.2657, 1.1252, 1.0313]],
    [0.8, [5, 1.9474, 1.5809, 1.3289]],
    [0.9, [10, 2.6141, 2.0279, 1.6329]],
    [0.95, [20, 3.383, 2.5351, 1.9888]],
  ])('at a load of %f take as long as Mitzenmacher says', (load, sojourns) => {
    for (const [index, choices] of [1, 2, 3, 5].entries()) agrees(randomChoices(load, choices), sojourns[index]!, 5);
  });
});
