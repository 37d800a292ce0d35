import { describe, expect, it } from 'vitest';
import { mm1 } from './mm1.js';
import { threeTier } from './three-tier.js';

/** Student's t for 99.9% and the nine degrees of freedom of ten trials. */
const T = 4.781;

function interval(values) {
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
  return { mean, halfWidth: T * Math.sqrt(variance / values.length) };
}

function expectWithin(values, expected, tolerance) {
  const { mean, halfWidth } = interval(values);
  expect(halfWidth, `the interval around ${mean} is too wide to say anything`).toBeLessThan(tolerance * expected);
  expect(Math.abs(mean - expected), `${mean} is not ${expected} within ${halfWidth}`).toBeLessThanOrEqual(halfWidth);
}

/** Mean waiting and service time in M/M/c, by Erlang's C formula. */
function sojournOfMmc(arrivalRate, service, servers) {
  const load = arrivalRate * service;
  let blocking = 1;
  for (let server = 1; server <= servers; server++) blocking = (load * blocking) / (server + load * blocking);
  const waits = blocking / (1 - (load / servers) * (1 - blocking));
  return service + (waits * service) / (servers - load);
}

/**
 * Mean time in a station of `servers` where every `phases`-th of a Poisson stream arrives: the steady state of the chain
 * of (phase of the next arrival, number present), found by sweeping until nothing moves, and Little's law.
 */
function sojournOfErlangArrivals(streamRate, phases, service, servers) {
  const most = 400;
  let shares = new Float64Array(phases * (most + 1)).fill(1 / (phases * (most + 1)));
  for (let sweep = 0; sweep < 4000; sweep++) {
    for (let present = 0; present <= most; present++) {
      for (let phase = 0; phase < phases; phase++) {
        const at = present * phases + phase;
        const from = phase > 0 ? at - 1 : present > 0 ? (present - 1) * phases + phases - 1 : -1;
        const entering = from >= 0 ? streamRate * shares[from] : 0;
        const above = present < most ? (Math.min(present + 1, servers) / service) * shares[at + phases] : 0;
        const leaves = (present === most && phase === phases - 1 ? 0 : streamRate) + Math.min(present, servers) / service;
        shares[at] = (entering + above) / leaves;
      }
    }
    const total = shares.reduce((sum, share) => sum + share);
    shares = shares.map((share) => share / total);
  }
  const present = shares.reduce((sum, share, at) => sum + share * Math.floor(at / phases), 0);
  return present / (streamRate / phases);
}

describe('the hand-written loops', () => {
  it('M/M/1 at load 0.8 spends five times its service', () => {
    const means = Array.from({ length: 10 }, (_, trial) => mm1(400_000, trial + 1).mean);
    expectWithin(means, 5, 0.03);
  });

  it('the three tiers agree with queueing theory in each part', () => {
    const trials = Array.from({ length: 10 }, (_, trial) => threeTier(200_000, trial + 1));
    const computing = sojournOfErlangArrivals(1, 4, 6, 2);
    // A fifth of what four stations let go is as good as Poisson.
    const querying = sojournOfMmc(0.2, 30, 8);
    expectWithin(
      trials.map((trial) => trial.computing),
      computing,
      0.03,
    );
    expectWithin(
      trials.map((trial) => trial.querying),
      querying,
      0.03,
    );
    expectWithin(
      trials.map((trial) => trial.mean),
      computing + 0.5 + 0.2 * querying,
      0.03,
    );
  });

  it('every request that was issued completes', () => {
    expect(mm1(1000, 3).requests).toBe(1000);
    expect(threeTier(1000, 3).requests).toBe(1000);
  });

  it('the same seed gives the same figures', () => {
    expect(threeTier(5000, 9)).toEqual(threeTier(5000, 9));
    expect(threeTier(5000, 9)).not.toEqual(threeTier(5000, 10));
  });
});
