import { describe, expect, it } from 'vitest';
import { hitRatioOfFifo, hitRatioOfLru, zipfShares } from './characteristic-time.js';
import { erlangB, loadAtLoss } from './erlang.js';
import { meanOfLargest, shareWithSlowPart } from './fan-out.js';
import { finiteQueue } from './finite-queue.js';
import { manyServers } from './many-servers.js';
import { closedNetworkResponse } from './mean-value-analysis.js';
import { oldNumbers } from './old-numbers.js';
import { pollaczekKhinchine, processorSharing } from './pollaczek-khinchine.js';
import { priorityWaiting } from './priorities.js';
import { randomChoices } from './random-choices.js';
import { roundRobin } from './round-robin.js';
import { shortestOfTwo } from './shortest-of-two.js';
import { idleOfTwo, joinIdle, joinShortest, twoQueues } from './two-queues.js';
import { exactOriginRate, hitRatioOfLife, originRate, staleShare } from './time-to-live.js';

/** To as many digits as the reference prints. */
function agrees(value: number, printed: number, digits: number): void {
  expect(Number(value.toPrecision(digits))).toBe(printed);
}

describe('the oracles give the published figures', () => {
  it('of M/M/1', () => {
    for (const [utilization, sojourn] of [
      [0.5, 2],
      [0.8, 5],
      [0.9, 10],
      [0.95, 20],
    ] as const) {
      const queue = manyServers(1, utilization);
      agrees(queue.sojourn, sojourn, 12);
      agrees(queue.sojournQuantile(0.99) / sojourn, 4.605, 4);
    }
  });

  it.each([
    [1, 0.8, 5, 23.03],
    [2, 0.7111, 2.7778, 11.94],
    [4, 0.5964, 1.7455, 6.893],
    [8, 0.4576, 1.286, 5.152],
    [16, 0.3049, 1.0953, 4.735],
    [64, 0.0561, 1.0044, 4.61],
  ])('of M/M/%i', (servers, waits, sojourn, p99) => {
    const queue = manyServers(servers, 0.8);
    expect(queue.waits).toBeCloseTo(waits, 4);
    expect(queue.sojourn).toBeCloseTo(sojourn, 4);
    agrees(queue.sojournQuantile(0.99), p99, 4);
  });

  it('of Erlang B', () => {
    agrees(erlangB(10, 10), 0.2146, 4);
    for (const [servers, load] of [
      [5, 1.361],
      [10, 4.461],
      [20, 12.03],
      [50, 37.9],
      [100, 84.06],
    ] as const) {
      agrees(loadAtLoss(servers, 0.01), load, 4);
    }
  });

  it('of M/M/1/K', () => {
    const busy = finiteQueue(10, 0.9);
    agrees(busy.loss, 0.05081, 4);
    agrees(busy.throughput, 0.85427, 5);
    agrees(busy.sojourn, 4.6466, 5);
    agrees(finiteQueue(10, 1.5).loss, 0.33723, 5);
  });

  it('of M/G/1', () => {
    for (const [variation, sojourn] of [
      [0, 3],
      [0.5, 4],
      [1, 5],
      [4, 11],
      [16, 35],
      [100, 203],
    ] as const) {
      agrees(pollaczekKhinchine(0.8, variation), sojourn, 12);
    }
    agrees(processorSharing(0.8), 5, 12);
  });

  it('of two priorities', () => {
    const [high, low] = priorityWaiting([0.4, 0.4]);
    agrees(high!, 1.333, 4);
    agrees(low!, 6.667, 4);
    agrees(priorityWaiting([0.8])[0]!, 4, 12);
  });

  it.each([
    [1, 6],
    [2, 7.4],
    [3, 9.088],
    [4, 11.051],
    [5, 13.256],
    [20, 56.016],
  ])('of the closed network with %i clients', (clients, response) => {
    expect(closedNetworkResponse([2, 3, 1], 4, clients)).toBeCloseTo(response, 3);
  });

  it.each([
    [0.5, [2, 1.2657, 1.1252, 1.0313]],
    [0.8, [5, 1.9474, 1.5809, 1.3289]],
    [0.9, [10, 2.6141, 2.0279, 1.6329]],
    [0.95, [20, 3.383, 2.5351, 1.9888]],
  ])('of random choices at a load of %f', (load, sojourns) => {
    for (const [index, choices] of [1, 2, 3, 5].entries()) agrees(randomChoices(load, choices), sojourns[index]!, 5);
  });

  it.each([
    [0.5, 1.42632],
    [0.7, 2.1082],
    [0.8, 2.95574],
    [0.9, 5.47491],
    [0.95, 10.48655],
  ])('of the shorter of two queues at a load of %f', (load, sojourn) => {
    // The printed figure for 0.95 comes from a chain that was cut a little shorter.
    expect(shortestOfTwo(load) / sojourn).toBeCloseTo(1, 4);
  });

  it('of LRU and FIFO under Zipf', () => {
    const shares = zipfShares(0.8, 10_000);
    for (const [capacity, lru, fifo] of [
      [100, 0.15662, 0.13362],
      [1000, 0.43666, 0.39418],
      [5000, 0.79163, 0.75313],
    ] as const) {
      agrees(hitRatioOfLru(shares, capacity), lru, 5);
      agrees(hitRatioOfFifo(shares, capacity), fifo, 5);
    }
  });

  it('of fan-out', () => {
    agrees(shareWithSlowPart(100, 0.01), 0.634, 3);
    agrees(meanOfLargest(10), 2.929, 4);
  });
});

describe('the oracles without a published figure', () => {
  it('two queues are solved as the shortest of two is, and whoever is idle by its closed form', () => {
    for (const utilization of [0.2, 0.5, 0.6]) {
      expect(twoQueues(utilization, joinShortest)).toBeCloseTo(shortestOfTwo(utilization), 8);
      expect(twoQueues(utilization, joinIdle)).toBeCloseTo(idleOfTwo(utilization), 8);
    }
    expect(twoQueues(0.5, () => 0.5)).toBeCloseTo(2, 8);
  });

  it('old numbers are new ones where they are read off all the time, and worse the older they are', () => {
    // The difference is of the order of the period.
    expect(oldNumbers(0.9, 2, 0.02) / randomChoices(0.9, 2)).toBeCloseTo(1, 2);
    expect(oldNumbers(0.8, 2, 4)).toBeGreaterThan(oldNumbers(0.8, 2, 1));
  });

  it('round robin over one server is M/M/1, and over many lies between D/M/1 and that', () => {
    agrees(roundRobin(1, 0.9), 10, 9);
    expect(roundRobin(10, 0.9)).toBeLessThan(roundRobin(2, 0.9));
    expect(roundRobin(2, 0.9)).toBeLessThan(10);
    // D/M/1 at 0.9, whose root is 0.8069: sojourn 5.1797.
    expect(roundRobin(10_000, 0.9)).toBeCloseTo(5.18, 2);
  });

  it('a time to live is worth nothing at 0, and everything without end', () => {
    expect(hitRatioOfLife(1, 0)).toBe(0);
    expect(hitRatioOfLife(2, 3)).toBeCloseTo(6 / 7, 12);
    expect(hitRatioOfLife(1, 1e9)).toBeCloseTo(1, 6);
    expect(staleShare(1e-6, 1)).toBeCloseTo(0.5e-6, 9);
    expect(staleShare(1, 1)).toBeCloseTo(Math.exp(-1), 12);
  });

  it('a stampede at a high rate asks once for each request of the delay, in a cycle of the life and two delays', () => {
    expect(exactOriginRate(10_000, 1, 0.1) / originRate(10_000, 1, 0.1)).toBeCloseTo(1, 3);
    expect(exactOriginRate(1, 10, 1e-9)).toBeCloseTo(1 / 11, 6);
  });
});
