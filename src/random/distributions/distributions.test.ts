import { describe, expect, it } from 'vitest';
import { createStream } from '../alea.js';
import { createSampler, meanOf } from '../create-sampler.js';
import type { DistributionConfig } from '../distribution.js';
import { logGamma } from '../log-gamma.js';
import { distributions } from './registry.js';

const MEAN = 5_000_000;
const TRIALS = 20;
const DRAWS = 20_000;
/** Student's t with 19 degrees of freedom, 99.9% two-sided. */
const T = 3.883;

interface Case {
  readonly config: DistributionConfig;
  /** Variance over squared mean. */
  readonly variation: number;
  readonly cumulative?: (x: number) => number;
}

const values = Float64Array.from([1e6, 2e6, 2e6, 9e6]);
const gammaOf = (x: number) => Math.exp(logGamma(x));

const CASES: Readonly<Record<string, readonly Case[]>> = {
  constant: [{ config: { name: 'constant', arguments: [MEAN] }, variation: 0 }],
  uniform: [{ config: { name: 'uniform', arguments: [2e6, 8e6] }, variation: 3 / 25, cumulative: (x) => (x - 2e6) / 6e6 }],
  exponential: [{ config: { name: 'exponential', arguments: [MEAN] }, variation: 1, cumulative: (x) => 1 - Math.exp(-x / MEAN) }],
  normal: [
    { config: { name: 'normal', arguments: [MEAN, 1e6] }, variation: 1 / 25 },
    // Half a normal: mean sqrt(2/pi), second moment 1.
    { config: { name: 'normal', arguments: [0, MEAN] }, variation: Math.PI / 2 - 1 },
  ],
  lognormal: [
    { config: { name: 'lognormal', arguments: [MEAN, 2_500_000] }, variation: 0.25 },
    { config: { name: 'lognormal', arguments: [MEAN, 0] }, variation: 0 },
  ],
  gamma: [
    { config: { name: 'gamma', arguments: [MEAN, 0.5] }, variation: 2 },
    { config: { name: 'gamma', arguments: [MEAN, 3] }, variation: 1 / 3, cumulative: (x) => erlangCumulative(3, (3 * x) / MEAN) },
  ],
  erlang: [
    {
      config: { name: 'erlang', arguments: [MEAN, 4] },
      variation: 1 / 4,
      cumulative: (x) => erlangCumulative(4, (4 * x) / MEAN),
    },
    {
      config: { name: 'erlang', arguments: [MEAN, 20] },
      variation: 1 / 20,
      cumulative: (x) => erlangCumulative(20, (20 * x) / MEAN),
    },
  ],
  weibull: [
    {
      config: { name: 'weibull', arguments: [MEAN, 2] },
      variation: gammaOf(2) / (gammaOf(1.5) * gammaOf(1.5)) - 1,
      cumulative: (x) => 1 - Math.exp(-((x * gammaOf(1.5)) / MEAN) * ((x * gammaOf(1.5)) / MEAN)),
    },
    { config: { name: 'weibull', arguments: [MEAN, 0.8] }, variation: gammaOf(3.5) / (gammaOf(2.25) * gammaOf(2.25)) - 1 },
  ],
  pareto: [
    {
      config: { name: 'pareto', arguments: [MEAN, 6] },
      variation: 1 / 24,
      cumulative: (x) => 1 - Math.exp(-6 * Math.log(x / MEAN)),
    },
  ],
  hyperexponential: [
    { config: { name: 'hyperexponential', arguments: [MEAN, 4] }, variation: 4 },
    { config: { name: 'hyperexponential', arguments: [MEAN, 1] }, variation: 1, cumulative: (x) => 1 - Math.exp(-x / MEAN) },
  ],
  empirical: [{ config: { name: 'empirical', arguments: [], values }, variation: 10.25 / 12.25 }],
};

function erlangCumulative(phases: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let phase = 1; phase < phases; phase++) {
    term *= x / phase;
    sum += term;
  }
  return 1 - Math.exp(-x) * sum;
}

function sampled(config: DistributionConfig, seed: number, count = DRAWS): Float64Array {
  const sampler = createSampler(config, createStream(seed, 'test', config.name));
  return Float64Array.from({ length: count }, () => sampler.sample());
}

/** Middle and half-width of the 99.9% interval over trials. */
function interval(trials: readonly number[]): { middle: number; half: number } {
  const middle = trials.reduce((sum, value) => sum + value, 0) / trials.length;
  const squares = trials.reduce((sum, value) => sum + (value - middle) * (value - middle), 0);
  return { middle, half: T * Math.sqrt(squares / (trials.length - 1) / trials.length) };
}

describe.each(
  distributions.all().flatMap((definition) => (CASES[definition.name] ?? []).map((one) => ({ ...one, name: definition.name }))),
)('$name($config.arguments)', ({ config, variation }) => {
  const mean = meanOf(config);
  const trials = Array.from({ length: TRIALS }, (_, seed) => sampled(config, seed));

  it('has the mean that it says', () => {
    const { middle, half } = interval(trials.map((trial) => trial.reduce((sum, value) => sum + value, 0) / DRAWS));
    expect(half).toBeLessThanOrEqual(0.01 * mean * Math.max(1, Math.sqrt(variation)));
    expect(Math.abs(middle - mean)).toBeLessThanOrEqual(half + 0.5);
  });

  it('has the variance of its closed form', () => {
    const { middle, half } = interval(
      trials.map((trial) => trial.reduce((sum, value) => sum + (value / mean - 1) * (value / mean - 1), 0) / DRAWS),
    );
    expect(half).toBeLessThanOrEqual(0.1 * variation + 1e-9);
    expect(Math.abs(middle - variation)).toBeLessThanOrEqual(half + 1e-9);
  });

  it('says that variance itself', () => {
    expect(distributions.get(config.name)!.variance!(config) / (mean * mean)).toBeCloseTo(variation, 5);
  });

  it('says how likely a value is not exceeded', () => {
    const own = distributions.get(config.name)!;
    for (const factor of [0.1, 0.5, 0.9, 1.001, 1.5, 3, 10]) {
      const counted = trials.map((trial) => trial.filter((value) => value <= mean * factor).length / DRAWS);
      const { middle, half } = interval(counted);
      expect(Math.abs(own.cumulative!(config, mean * factor) - middle)).toBeLessThanOrEqual(half + 1e-5);
    }
  });

  it('draws whole numbers that are not negative', () => {
    for (const trial of trials) expect(trial.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
  });

  it('draws the same from the same stream and something else from another', () => {
    expect(sampled(config, 1, 100)).toEqual(trials[1]!.slice(0, 100));
    if (variation > 0) expect(sampled(config, 2, 100)).not.toEqual(sampled(config, 1, 100));
  });
});

describe.each(
  Object.values(CASES)
    .flat()
    .filter(({ cumulative }) => cumulative !== undefined),
)('$config.name($config.arguments)', ({ config, cumulative }) => {
  it('follows its distribution function (Kolmogorov and Smirnov)', () => {
    for (let seed = 0; seed < TRIALS; seed++) {
      const sorted = sampled(config, seed).toSorted();
      let largest = 0;
      for (const [index, value] of sorted.entries()) {
        const expected = cumulative!(value);
        largest = Math.max(largest, Math.abs(expected - index / DRAWS), Math.abs(expected - (index + 1) / DRAWS));
      }
      // Exceeded once in 10,000 trials by chance.
      expect(largest).toBeLessThan(2.23 / Math.sqrt(DRAWS));
    }
  });
});

describe('every distribution', () => {
  it('has a case here', () => {
    expect(distributions.names()).toEqual(Object.keys(CASES).toSorted());
  });

  it.each(distributions.all().filter(({ parameters }) => parameters.every(({ dimension }) => dimension !== 'file')))(
    '$name refuses arguments that make no sense',
    (definition) => {
      const [sensible] = CASES[definition.name]!;
      expect(definition.check(sensible!.config)).toBeUndefined();
      for (const index of definition.parameters.keys()) {
        for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
          const numbers = sensible!.config.arguments.with(index, bad);
          expect(definition.check({ name: definition.name, arguments: numbers })).toMatch(/must|there/);
        }
      }
    },
  );
});

describe('tails', () => {
  it('an exponential reaches beyond the 22 means at which 32 bits would end', () => {
    const lowest = { uniform: () => 1e-17, below: () => 0 };
    expect(createSampler({ name: 'exponential', arguments: [1000] }, lowest).sample()).toBe(39_144);
    const zero = { uniform: () => 0, below: () => 0 };
    expect(createSampler({ name: 'exponential', arguments: [1000] }, zero).sample()).toBe(44_500);
  });

  it('a Pareto without a mean says so and still draws exact integers', () => {
    const config = { name: 'pareto', arguments: [1e6, 0.1] };
    expect(meanOf(config)).toBe(Number.POSITIVE_INFINITY);
    expect(sampled(config, 1).every((value) => Number.isSafeInteger(value))).toBe(true);
  });

  it('an empirical distribution draws nothing but its values, all of them', () => {
    const config = { name: 'empirical', arguments: [], values };
    expect([...new Set(sampled(config, 1))].toSorted((a, b) => a - b)).toEqual([1e6, 2e6, 9e6]);
    expect(distributions.get('empirical')!.check({ name: 'empirical', arguments: [] })).toBe('the file holds no value');
  });
});

describe('logGamma', () => {
  it('is the logarithm of the factorial', () => {
    expect(logGamma(1)).toBeCloseTo(0, 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 11);
  });
});
