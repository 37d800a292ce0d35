import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue/catalogue.js';
import { InputError, type Problem } from '../core/problem.js';
import { loadScenarioText } from '../scenario/load-scenario.js';
import { checkDemand, computeDemand } from './live-demand.js';
import { liveSettings } from './live-settings.js';

const scenario = (arrivals: string, operation: string, more = '') =>
  loadScenarioText(`sysdesign: 1
title: shop
duration: 20s
workloads:
  shoppers: { target: api, arrivals: ${arrivals} }
nodes:
  api: { kind: service, replicas: 2, workers: 8, operations: { "*": [${operation}] } }
  db: { kind: store, service-time: 5ms }
${more}`);

const modelOf = (...text: Parameters<typeof scenario>) => scenario(...text).arms[0]!.model();

function refusal(cores: number, ...text: Parameters<typeof scenario>): Problem {
  const loaded = scenario(...text);
  try {
    checkDemand(loaded.arms[0]!.model(), liveSettings(loaded), cores, catalogue);
  } catch (error) {
    if (error instanceof InputError) return error.problems[0]!;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the cores that a model keeps busy', () => {
  it('are the arrival rate times what each request computes, on whichever node', () => {
    expect(computeDemand(modelOf('constant(100/s)', '{ compute: 12ms }'), catalogue)).toBeCloseTo(1.2, 2);
  });

  it('count a step as often as it is taken', () => {
    const steps = '{ repeat: { times: 3, do: [{ compute: 2ms }] } }, { call: db }, { compute: 4ms }';
    expect(computeDemand(modelOf('constant(100/s)', steps), catalogue)).toBeCloseTo(1, 2);
  });

  it('are none for who waits, and for a store, whose service time holds no core', () => {
    expect(computeDemand(modelOf('constant(100/s)', '{ wait: 20ms }, { call: db }'), catalogue)).toBe(0);
  });

  it('are those of the busiest tenth of the run', () => {
    const stages =
      '{ stages: [ { for: 16s, rate: 10/s }, { for: 2s, rate: 100/s }, { for: 2s, rate: 10/s } ], arrivals: constant }';
    expect(computeDemand(modelOf(stages, '{ compute: 10ms }'), catalogue)).toBeCloseTo(1, 1);
  });

  it('are no more than the nodes have', () => {
    expect(computeDemand(modelOf('constant(1000/s)', '{ compute: 50ms }'), catalogue)).toBeCloseTo(16, 0);
  });
});

describe('a live run', () => {
  it('is refused beyond 60% of the cores, with the figure and the largest rate that fits', () => {
    const { message, hint } = refusal(2, 'constant(200/s)', '{ compute: 10ms }');
    expect(message).toBe('it computes 100% of the 2 cores of this machine; a live run may take 60% of them');
    expect(hint).toMatch(/^write live: \{ rate: (60|59)% \} or --rate (60|59)%; live: \{ work: sleep \} computes nothing$/);
  });

  it('has a rate that fits even where its nodes are overloaded', () => {
    const { hint } = refusal(2, 'constant(10000/s)', '{ compute: 10ms }');
    const rate = Number(/rate: ([\d.]+)%/.exec(hint!)![1]);
    expect(rate).toBeLessThanOrEqual(1.2);
    expect(rate).toBeGreaterThan(1);
  });

  it('says so where no smaller rate is possible', () => {
    const { hint } = refusal(1, '{ clients: 1 }', '{ compute: 10ms }');
    expect(hint).toBe('no smaller rate fits; live: { work: sleep } computes nothing');
  });

  it('runs below that', () => {
    const loaded = scenario('constant(200/s)', '{ compute: 10ms }', 'live: { rate: 55% }');
    expect(() => checkDemand(loaded.arms[0]!.model(), liveSettings(loaded), 2, catalogue)).not.toThrow();
  });

  it('runs whatever its steps take where they only sleep', () => {
    const loaded = scenario('constant(200/s)', '{ compute: 10ms }');
    const settings = liveSettings(loaded, { work: 'sleep' });
    expect(() => checkDemand(loaded.arms[0]!.model(), settings, 1, catalogue)).not.toThrow();
  });
});
