import { describe, expect, it } from 'vitest';
import { closedConvolution } from './closed-convolution.js';
import { machineRepair } from './machine-repair.js';
import { meanValueAnalysis } from './mean-value-analysis.js';

const JAIN = [2, 3, 1].map((demand) => ({ demand, servers: 1 }));

describe('mean value analysis', () => {
  it.each([
    [1, 6],
    [2, 7.4],
    [3, 9.088],
    [4, 11.051],
    [5, 13.256],
    [20, 56.016],
  ])('of %i clients gives the response of Jain, table 34.1', (clients, response) => {
    const network = meanValueAnalysis(JAIN, 4, clients);
    expect(network.response).toBeCloseTo(response, 3);
    expect(network.throughput * (network.response + 4)).toBeCloseTo(clients, 9);
    expect(network.waiting.reduce((sum, time) => sum + time, 6)).toBeCloseTo(network.response, 9);
  });

  it('of several servers is exact for one client, and at the limit of what they can do', () => {
    const stations = [{ demand: 2, servers: 4 }];
    expect(meanValueAnalysis(stations, 1, 1).response).toBeCloseTo(2, 12);
    expect(meanValueAnalysis(stations, 1, 1000).throughput).toBeCloseTo(2, 6);
  });
});

describe('machine repair', () => {
  it('with one server is mean value analysis', () => {
    for (const clients of [1, 3, 50]) {
      const exact = meanValueAnalysis([{ demand: 2, servers: 1 }], 7, clients);
      expect(machineRepair(1, 2, 7, clients).response).toBeCloseTo(exact.response, 9);
      expect(machineRepair(1, 2, 7, clients).throughput).toBeCloseTo(exact.throughput, 9);
    }
  });

  it('with several servers is what its two equations of balance say', () => {
    // Two clients, two servers: nobody waits. Three clients: the third waits while both others are served.
    expect(machineRepair(2, 1, 5, 2).response).toBeCloseTo(1, 12);
    const weights = [1, 3 / 5, 3 / 25, (3 / 25) * (1 / 10)];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const throughput = (weights[1]! + 2 * (weights[2]! + weights[3]!)) / total;
    expect(machineRepair(2, 1, 5, 3).throughput).toBeCloseTo(throughput, 12);
    expect(machineRepair(2, 1, 5, 100_000).throughput).toBeCloseTo(2, 6);
    expect(machineRepair(2, 1, 0, 10)).toEqual({ throughput: 2, response: 5, waiting: [4] });
  });
});

describe('convolution', () => {
  it.each([1, 2, 5, 20, 500])('of single servers is mean value analysis, for %i clients', (clients) => {
    const exact = meanValueAnalysis(JAIN, 4, clients);
    const convolved = closedConvolution(JAIN, 4, clients);
    expect(convolved.response / exact.response).toBeCloseTo(1, 9);
    expect(convolved.throughput / exact.throughput).toBeCloseTo(1, 9);
    for (const [index, waiting] of convolved.waiting.entries()) expect(waiting).toBeCloseTo(exact.waiting[index]!, 6);
  });

  it.each([
    [2, 1, 5, 3],
    [8, 20, 300, 40],
    [4, 1, 0.5, 2000],
  ])('of one station of %i servers is machine repair', (servers, demand, delay, clients) => {
    const exact = machineRepair(servers, demand, delay, clients);
    const convolved = closedConvolution([{ demand, servers }], delay, clients);
    expect(convolved.response / exact.response).toBeCloseTo(1, 9);
    expect(convolved.waiting[0]).toBeCloseTo(exact.waiting[0]!, 6);
  });

  it('of two stations of two servers is what its balance says', () => {
    // Two clients and no thinking: the states are (2,0), (1,1), (0,2), with weights a^2/2, ab, b^2/2 at demands a and b.
    const { throughput } = closedConvolution(
      [
        { demand: 3, servers: 2 },
        { demand: 5, servers: 2 },
      ],
      0,
      2,
    );
    expect(throughput).toBeCloseTo(2 / 8, 12);
  });
});
