import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import { type Engine, engineNamed } from '../engines.js';
import { NotJudged } from '../not-judged.js';
import { trialSeed } from '../trial-seed.js';
import { verifyScenario } from './verify-scenario.js';

const SCENARIO = loadScenarioText(`
sysdesign: 1
title: One server
seed: 5
duration: 20s
warmup: 2s
workloads:
  users: { target: api, arrivals: poisson(300/s) }
nodes:
  api: { kind: service, workers: 1, operations: { "*": [{ wait: exponential(1ms) }] } }
agreement: { latency.mean: 10%, utilization: 3 points }
`);

const virtual = engineNamed('virtual');

/** In the place of the live engine: the simulation, which notes its seeds. */
function standIn(seeds: number[]): Engine {
  return {
    ...virtual,
    name: 'live',
    measure(...arguments_) {
      seeds.push(arguments_[0].seed);
      return virtual.measure(...arguments_);
    },
  };
}

describe('a verification', () => {
  it('runs both engines under the same seeds, and asks theory once', async () => {
    const seeds: number[] = [];
    const result = await verifyScenario(SCENARIO, SCENARIO.arms, catalogue, { runs: 3, live: standIn(seeds) });
    expect(seeds).toEqual([0, 1, 2].map((run) => trialSeed(5, run)));
    expect(result).toMatchObject({ scenario: 'One server', runs: 3, verdict: 'pass' });
    const latency = result.arms[0]!.rows.find(({ metric }) => metric === 'users.latency.mean')!;
    expect(latency.errors.live).toBe(0);
    expect(latency.figures.theory).toBeCloseTo(1 / 0.7, 9);
    expect(latency.verdicts).toEqual({ live: 'pass', theory: 'pass' });
  });

  it('says what is missing where the live engine cannot run, and leaves the question open', async () => {
    const missing: Engine = {
      ...virtual,
      name: 'live',
      measure: () => Promise.reject(new NotJudged('there is no Redis here')),
    };
    const result = await verifyScenario(SCENARIO, SCENARIO.arms, catalogue, { runs: 3, live: missing });
    expect(result.verdict).toBe('unknown');
    expect(result.arms[0]!.findings).toEqual(['there is no Redis here']);
    expect(result.arms[0]!.rows.find(({ metric }) => metric === 'users.latency.mean')!.verdicts).toEqual({
      live: 'unknown',
      theory: 'pass',
    });
  });

  it('ends early with what there is when it is interrupted', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const result = await verifyScenario(SCENARIO, SCENARIO.arms, catalogue, {
      runs: 3,
      live: standIn([]),
      signal: stopped.signal,
    });
    expect(result.arms).toHaveLength(1);
  });
});
