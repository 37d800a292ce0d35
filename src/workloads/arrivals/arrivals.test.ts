import { describe, expect, it } from 'vitest';
import { SECOND } from '../../core/time.js';
import { Reader } from '../../language/reader.js';
import { plainSource } from '../../language/plain-source.js';
import { createStream } from '../../random/alea.js';
import type { Streams } from '../streams.js';
import type { Arrivals } from './arrivals.js';
import { arrivalsSchema, createArrivals, lastingOf } from './arrivals-schema.js';

const AT = { file: 'x.yaml', line: 1, column: 1 };
const streamsOf = (seed: number): Streams => ({ stream: (purpose) => createStream(seed, 'workload', purpose) });

function read(written: unknown) {
  const reader = new Reader();
  const config = arrivalsSchema().read(plainSource(written, AT), reader);
  expect(reader.problems).toEqual([]);
  return config!;
}

const create = (written: unknown, seed = 1): Arrivals => createArrivals(read(written), streamsOf(seed));

/** All instants before `end` of an open loop, in nanoseconds. */
function instants(written: unknown, end: number, seed = 1): number[] {
  const arrivals = create(written, seed);
  const found: number[] = [];
  for (let at = arrivals.first(0); at < end; at = arrivals.afterIssue(0)) found.push(at);
  return found;
}

function moments(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
  return { mean, variance };
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
/** Of Student's distribution with 19 degrees of freedom, for 99.9% on both sides. */
const STUDENT = 3.883;

/** Holds the mean of a figure over all seeds against its closed form: within the 99.9% interval, which is narrow enough. */
function expectMean(figure: (seed: number) => number, closedForm: number, tolerance: number): void {
  const { mean, variance } = moments(SEEDS.map(figure));
  const halfWidth = STUDENT * Math.sqrt(variance / SEEDS.length);
  expect(halfWidth).toBeLessThanOrEqual(tolerance * closedForm);
  expect(Math.abs(mean - closedForm)).toBeLessThanOrEqual(halfWidth);
}

const gaps = (found: readonly number[]): number[] => found.slice(1).map((at, index) => at - found[index]!);

function scv(values: readonly number[]): number {
  const { mean, variance } = moments(values);
  return variance / (mean * mean);
}

const countsPerSecond = (seed: number): number[] => {
  const found = instants('poisson(100/s)', 400 * SECOND, seed);
  const perSecond = Array.from({ length: 400 }, () => 0);
  for (const at of found) perSecond[Math.floor(at / SECOND)]!++;
  return perSecond;
};

const within = (found: readonly number[], from: number, to: number): number =>
  found.filter((at) => at >= from * SECOND && at < to * SECOND).length;

describe('every open loop', () => {
  for (const written of [
    'constant(999/s)',
    'poisson(999/s)',
    { every: 'exponential(1ms)' },
    {
      stages: [
        { for: '1s', rate: '900/s' },
        { for: '1s', 'ramp-to': '10/s' },
      ],
      repeat: true,
    },
    { bursts: { rate: '2000/s', for: 'exponential(10ms)', pause: 'exponential(10ms)' } },
  ]) {
    it(`gives whole nanoseconds that never fall, the same for the same seed: ${JSON.stringify(written)}`, () => {
      const found = instants(written, 5 * SECOND, 3);
      expect(found.length).toBeGreaterThan(1000);
      expect(found.every((at, index) => Number.isSafeInteger(at) && at >= (found[index - 1] ?? 0))).toBe(true);
      expect(instants(written, 5 * SECOND, 3)).toEqual(found);
    });
  }

  it('asks for the next instant as a request leaves, never when one is answered', () => {
    const arrivals = create('poisson(10/s)');
    expect([arrivals.clients, arrivals.afterReply(0, 5)]).toEqual([1, Infinity]);
  });
});

describe('constant arrivals', () => {
  it('come at exact multiples, the first at once', () => {
    expect(instants('constant(4/s)', SECOND)).toEqual([0, 250e6, 500e6, 750e6]);
  });

  it('do not drift: a rate that divides nothing gives its exact count in an hour', () => {
    expect(instants('constant(7/s)', 3600 * SECOND)).toHaveLength(25_200);
    expect(instants('constant(333.333333/s)', 3000 * SECOND)).toHaveLength(1_000_000);
  });

  it('may come more often than once a nanosecond', () => {
    const found = instants('constant(4G/s)', 1000);
    expect([found.length, found[4], found.at(-1)]).toEqual([3998, 1, 999]);
  });
});

describe('Poisson arrivals', () => {
  it('have counts whose mean and variance are the rate times the duration', () => {
    expectMean((seed) => moments(countsPerSecond(seed)).mean, 100, 0.02);
    expectMean((seed) => moments(countsPerSecond(seed)).variance, 100, 0.1);
  });

  it('have exponential gaps: squared coefficient of variation 1', () => {
    expectMean((seed) => scv(gaps(instants('poisson(1000/s)', 40 * SECOND, seed))), 1, 0.02);
  });

  it('keep their rate where gaps are shorter than a nanosecond', () => {
    expectMean((seed) => instants('poisson(3G/s)', 20_000, seed).length, 60_000, 0.01);
  });
});

describe('renewal arrivals', () => {
  for (const [written, rate, variation] of [
    ['erlang(1ms 4)', 1000, 0.25],
    ['hyperexponential(1ms 4)', 1000, 4],
    ['uniform(0ms 2ms)', 1000, 1 / 3],
    ['gamma(1ms 0.25)', 1000, 4],
  ] as const) {
    it(`keep the mean and the variation of ${written}`, () => {
      expectMean((seed) => instants({ every: written }, 100 * SECOND, seed).length, rate * 100, 0.03);
      expectMean((seed) => scv(gaps(instants({ every: written }, 100 * SECOND, seed))), variation, 0.1);
    });
  }

  it('of a constant come at its multiples', () => {
    expect(instants({ every: '250ms' }, SECOND)).toEqual([250e6, 500e6, 750e6]);
  });
});

describe('stages', () => {
  const steps = {
    stages: [
      { for: '30s', rate: '70/s' },
      { for: '10s', rate: '140/s' },
      { for: '80s', rate: '70/s' },
    ],
  };
  const ramp = {
    stages: [
      { for: '10s', 'ramp-to': '100/s' },
      { for: '5s', rate: '100/s' },
      { for: '10s', 'ramp-to': '0/s' },
    ],
  };
  it('give exact counts at constant rates', () => {
    const found = instants({ ...steps, arrivals: 'constant' }, 1000 * SECOND);
    expect([within(found, 0, 30), within(found, 30, 40), within(found, 40, 120), found.length]).toEqual([2100, 1400, 5600, 9100]);
  });

  it('give exact counts on ramps, and instants that solve the integral', () => {
    const found = instants({ ...ramp, arrivals: 'constant' }, 1000 * SECOND);
    expect([within(found, 0, 10), within(found, 10, 15), within(found, 15, 25), found.length]).toEqual([500, 500, 500, 1500]);
    // Until t, 5 t * t requests are due on the first ramp: request k is due at the root of k / 5.
    expect(found.slice(0, 500)).toEqual(
      Array.from({ length: 500 }, (_, k) => Math.floor(Math.sqrt(k / 5) * SECOND)).map((at) => expect.closeTo(at, -1)),
    );
    expect(found[1000]).toBe(15 * SECOND);
    // On the last ramp 100 t - 5 t * t: the mirror image of the first.
    expect(found[1001]).toBe(15 * SECOND + Math.floor((10 - Math.sqrt(99.8)) * SECOND));
  });

  it('may begin with silence', () => {
    const found = instants(
      {
        stages: [
          { for: '10s', rate: '0/s' },
          { for: '1s', rate: '4/s' },
        ],
        arrivals: 'constant',
      },
      1000 * SECOND,
    );
    expect(found).toEqual([10e9, 10.25e9, 10.5e9, 10.75e9]);
  });

  it('keep means and variances of a Poisson process with their rate', () => {
    const counts = SEEDS.map((seed) => instants(ramp, 1000 * SECOND, seed));
    expectMean((seed) => within(counts[seed - 1]!, 0, 5), 125, 0.1);
    expectMean((seed) => within(counts[seed - 1]!, 5, 10), 375, 0.1);
    expectMean((seed) => counts[seed - 1]!.length, 1500, 0.1);
    const many = Array.from({ length: 400 }, (_, seed) => within(instants(ramp, 5 * SECOND, seed), 0, 5));
    const { mean, variance } = moments(many);
    // The variance of 400 Poisson counts is within 25% of their mean but for one case in 2,000.
    expect(Math.abs(variance / mean - 1)).toBeLessThan(0.25);
  });

  it('end after the last one, or begin again', () => {
    const stages = [
      { for: '1s', rate: '4/s' },
      { for: '1s', rate: '0/s' },
    ];
    expect(instants({ stages, arrivals: 'constant' }, 100 * SECOND)).toHaveLength(4);
    const again = instants({ stages, arrivals: 'constant', repeat: true }, 6 * SECOND);
    expect(again.map((at) => at / SECOND)).toEqual([0, 0.25, 0.5, 0.75, 2, 2.25, 2.5, 2.75, 4, 4.25, 4.5, 4.75]);
    expect([lastingOf(read({ stages })), lastingOf(read({ stages, repeat: true }))]).toEqual([2 * SECOND, Infinity]);
  });
});

describe('bursts', () => {
  const bursts = { rate: '500/s', for: 'exponential(100ms)', pause: 'exponential(300ms)' };

  it('have the mean rate of their phases', () => {
    expectMean((seed) => instants({ bursts }, 1000 * SECOND, seed).length, 125_000, 0.05);
    const between = { ...bursts, 'rate-between': '100/s' };
    expectMean((seed) => instants({ bursts: between }, 1000 * SECOND, seed).length, 200_000, 0.05);
  });

  it('have the gaps of an interrupted Poisson process, which are hyperexponential', () => {
    // Kuczura (1973): with rate a, off rate w1 = 1/0.1s and on rate w2 = 1/0.3s, SCV = 1 + 2 a w1 / (w1 + w2)^2.
    const [a, w1, w2] = [500, 10, 10 / 3];
    const closedForm = 1 + (2 * a * w1) / ((w1 + w2) * (w1 + w2));
    expectMean((seed) => scv(gaps(instants({ bursts }, 1000 * SECOND, seed))), closedForm, 0.06);
  });

  it('of constant phases and rates are exact', () => {
    const exact = { rate: '10/s', for: '1s', pause: '9s', arrivals: 'constant' };
    const found = instants({ bursts: exact }, 100 * SECOND);
    expect(found.length).toBe(99);
    expect(found.every((at) => at % (10 * SECOND) <= SECOND)).toBe(true);
  });
});

describe('a closed loop', () => {
  it('begins with a think time of each client, spread over the ramp-up', () => {
    const arrivals = create({ clients: 4, think: '1s', 'ramp-up': '8s' });
    expect([0, 1, 2, 3].map((client) => arrivals.first(client) / SECOND)).toEqual([1, 3, 5, 7]);
  });

  it('asks again a think time after an answer, and only then', () => {
    const arrivals = create({ clients: 2, think: '3s' });
    expect(arrivals.clients).toBe(2);
    expect(arrivals.afterIssue(1)).toBe(Infinity);
    expect(arrivals.afterReply(1, 10 * SECOND)).toBe(13 * SECOND);
    expect(create({ clients: 1 }).afterReply(0, 10)).toBe(10);
  });
});

describe('what is wrong with arrivals', () => {
  for (const [written, message, hint] of [
    ['poison(70/s)', 'expected arrivals', 'did you mean poisson(70/s)?'],
    ['70/s', 'expected arrivals', 'poisson(70/s)'],
    ['poisson(70/s', 'a parenthesis is left open', 'comma'],
    ['poisson(70)', 'expected a rate', ''],
    ['poisson(0/s)', 'more than', ''],
    ['poisson(1/s 2/s)', 'expected 1 arguments, found 2', 'poisson(rate)'],
    ['poisson(1/s,2/s)', 'separated by spaces', 'poisson(rate)'],
    ['poisson()', 'expected 1 arguments, found 0', ''],
    [{ client: 5 }, 'expected arrivals', '{ clients: 200, think: exponential(1s) }'],
    [{ every: '0ms' }, 'always 0', ''],
    [{ clients: 0 }, 'at least 1', ''],
    [{ stages: [] }, '', ''],
    [{ stages: [{ for: '1s' }] }, 'either rate or ramp-to', ''],
    [{ stages: [{ for: '1s', rate: '1/s', 'ramp-to': '2/s' }] }, 'either rate or ramp-to', ''],
    [{ stages: [{ for: '1s', rate: '0/s' }] }, 'no stage has a rate above 0', ''],
    [{ stages: [{ for: '0s', rate: '1/s' }] }, 'more than', ''],
    [{ bursts: { rate: '1/s', for: '0s', pause: '1s' } }, 'always 0', ''],
    [{ replay: 'x.log', format: 'combind' }, 'no trace format named combind', 'combined'],
    [{ replay: 'x.log', speed: 0 }, 'more than 0', ''],
    [{ replay: 'x.csv', separator: ';;' }, 'one character', ''],
    [['poisson(1/s)'], 'arrivals', ''],
  ] as const) {
    it(`is said of ${JSON.stringify(written)}`, () => {
      const reader = new Reader();
      expect(arrivalsSchema().read(plainSource(written, AT), reader)).toBeUndefined();
      expect(reader.problems).toHaveLength(1);
      expect(reader.problems[0]!.message).toContain(message);
      expect(reader.problems[0]!.hint ?? '').toContain(hint);
    });
  }
});
