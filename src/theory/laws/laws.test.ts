import { describe, expect, it } from 'vitest';
import { meanOfLargest } from '../fan-out.js';
import { finiteQueue } from '../finite-queue.js';
import { manyServers } from '../many-servers.js';
import { largestOf, mixtureOf, sumOf, timesOf, within } from './combine.js';
import { constantLaw, exponentialLaw, type Law, meanOnly, NOTHING, sometimesExponential } from './law.js';
import { waitingAtOneServer, waitingInFiniteQueue, withVariance } from './queued.js';
import { cumulative, quantile } from './read.js';

function near(value: number | undefined, expected: number, tolerance = 0.002): void {
  expect(Math.abs(value! / expected - 1)).toBeLessThan(tolerance);
}

const hour = exponentialLaw(1);

describe('quantiles', () => {
  it.each([0.5, 0.9, 0.95, 0.99, 0.999])('of an exponential at %f', (share) => {
    near(quantile(hour, share), -Math.log(1 - share));
  });

  it.each([
    [1, 23.03],
    [2, 11.94],
    [4, 6.893],
    [8, 5.152],
    [16, 4.735],
    [64, 4.61],
  ])('of the sojourn at M/M/%i are those of the table', (servers, p99) => {
    const { probability, mean } = manyServers(servers, 0.8 * servers, 1);
    near(quantile(sumOf([sometimesExponential(probability, mean), hour]), 0.99), p99);
  });

  it('of what is usually nothing are 0', () => {
    expect(quantile(sometimesExponential(0.3, 0.3), 0.5)).toBe(0);
    near(quantile(sometimesExponential(0.3, 0.3), 0.9), Math.log(0.3 / 0.1));
    expect(quantile(NOTHING, 0.99)).toBe(0);
  });

  it('far apart in scale do not blur each other', () => {
    const two = mixtureOf([
      { probability: 0.9, law: exponentialLaw(0.001) },
      { probability: 0.1, law: exponentialLaw(1000) },
    ]);
    near(quantile(two, 0.5), -0.001 * Math.log(1 - 0.5 / 0.9), 0.005);
    near(quantile(two, 0.99), -1000 * Math.log(0.1));
  });

  it('of what has only moments are not known', () => {
    expect(quantile(sumOf([hour, meanOnly(1)]), 0.5)).toBeUndefined();
    expect(cumulative(meanOnly(1), 1)).toBeUndefined();
  });
});

describe('sums', () => {
  it('of exponentials are Erlang', () => {
    const three = timesOf(3, hour);
    expect(three).toMatchObject({ mean: 3, variance: 3 });
    near(cumulative(three, 4), 1 - Math.exp(-4) * (1 + 4 + 8), 0.001);
    near(quantile(timesOf(100, exponentialLaw(0.01)), 0.5), 0.99669);
  });

  it('with a constant are moved by it', () => {
    near(quantile(sumOf([constantLaw(5), hour]), 0.99), 5 + Math.log(100));
    near(quantile(sumOf([constantLaw(5), constantLaw(2)]), 0.5), 7);
  });
});

describe('mixtures', () => {
  it('have the moments of their parts', () => {
    const mixture = mixtureOf([
      { probability: 3, law: constantLaw(1) },
      { probability: 1, law: constantLaw(5) },
    ]);
    expect(mixture).toMatchObject({ mean: 2, variance: 3 });
    near(cumulative(mixture, 3), 0.75);
  });
});

describe('the largest of several', () => {
  it.each([2, 10, 100])('of %i exponentials has the harmonic number as its mean', (parts) => {
    const largest = largestOf(Array.from({ length: parts }, () => hour))!;
    near(largest.mean, meanOfLargest(parts, 1));
    near(quantile(largest, 0.5), -Math.log(1 - Math.exp(Math.log(0.5) / parts)));
  });

  it('of 100 parts of which one in 100 is slow is slow for 63.4%', () => {
    const part = mixtureOf([
      { probability: 99, law: constantLaw(10) },
      { probability: 1, law: constantLaw(1000) },
    ]);
    near(1 - cumulative(largestOf(Array.from({ length: 100 }, () => part))!, 500)!, 0.634, 0.001);
  });

  it('is not known of parts of which only the mean is', () => {
    expect(largestOf([hour, meanOnly(1)])).toBeUndefined();
    expect(largestOf([meanOnly(1)])).toEqual(meanOnly(1));
  });
});

describe('what is not given up', () => {
  it('of an exponential has the mean of one that is cut', () => {
    const { probability, law } = within(1, hour)!;
    near(probability, 1 - Math.exp(-1), 0.0005);
    near(law.mean, (1 - 2 * Math.exp(-1)) / (1 - Math.exp(-1)));
    near(quantile(law, 0.5), -Math.log(1 - (1 - Math.exp(-1)) / 2));
  });

  it('of a constant is all or nothing', () => {
    near(within(10, constantLaw(3))!.probability, 1);
    expect(within(2, constantLaw(3))!.probability).toBe(0);
  });
});

describe('waiting', () => {
  const deviation = (law: Law): number => Math.sqrt(withVariance(law).variance);

  it('at M/M/1 by the compound is the exponential that is known', () => {
    const waiting = waitingAtOneServer(0.8, hour);
    near(waiting.mean, 4, 1e-9);
    near(quantile(waiting, 0.99), 5 * Math.log(80), 0.001);
    near(cumulative(waiting, 1), 1 - 0.8 * Math.exp(-0.2), 0.003);
    near(deviation(waiting), Math.sqrt(0.8 * 1.2) / 0.2, 0.01);
  });

  it('at M/D/1 is what Erlang found', () => {
    // P(W <= t) for t below one service is (1 - rho) exp(rho t).
    const waiting = waitingAtOneServer(0.8, constantLaw(1));
    near(cumulative(waiting, 0.5), 0.2 * Math.exp(0.4), 0.005);
    // E[W^2] = 2 E[W]^2 + lambda E[S^3] / (3 (1 - rho)).
    near(deviation(waiting), Math.sqrt(4 + 0.8 / 0.6), 0.01);
  });

  it('in a finite queue has the mean of the table, and no variance where nobody is ahead', () => {
    const waiting = waitingInFiniteQueue(finiteQueue(1, 9, 0.9), 1);
    near(waiting.mean, 3.6466, 0.0001);
    near(cumulative(waiting, 1e4), 1, 1e-9);
    expect(waitingInFiniteQueue(finiteQueue(4, 0, 3), 1)).toBe(NOTHING);
    // Far away the queue ends, M/M/1 is left.
    near(quantile(waitingInFiniteQueue(finiteQueue(1, 2000, 0.8), 1), 0.99), 5 * Math.log(80), 0.005);
  });
});
