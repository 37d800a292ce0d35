import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import { InputError } from '../../core/problem.js';
import { SECOND } from '../../core/time.js';
import { scaleModel } from '../../engines/scale-model.js';
import { loadScenarioText } from '../load-scenario.js';

const shop = (live: string, arrivals = 'poisson(100/s)') => `sysdesign: 1
title: shop
duration: 60s
warmup: 5s
workloads:
  shoppers: { target: api, arrivals: ${arrivals}, mix: { read: 1 } }
nodes:
  api: { kind: service, replicas: 2, workers: 4, operations: { read: [{ compute: 1ms }] } }
  db: { kind: store }
faults:
  outage: { at: 20s, for: 10s, crash: api/0 }
${live}
`;

function problemsOf(text: string): { message: string; hint?: string | undefined; line: number | undefined }[] {
  try {
    loadScenarioText(text);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ message, hint, at }) => ({ message, hint, line: at?.line }));
  }
  return [];
}

describe('the section live', () => {
  it('says how a scenario runs on this machine', () => {
    const written = 'live: { rate: 10%, work: sleep, threads: 2, ports: { api: 8080 }, duration: 10s, warmup: 1s }';
    expect(loadScenarioText(shop(written)).live).toEqual({
      rate: 0.1,
      work: 'sleep',
      threads: 2,
      ports: { api: 8080 },
      duration: 10 * SECOND,
      warmup: SECOND,
    });
  });

  it('has a default for each key', () => {
    expect(loadScenarioText(shop('live: {}')).live).toEqual({
      rate: 1,
      work: 'spin',
      threads: undefined,
      ports: {},
      duration: undefined,
      warmup: undefined,
    });
    expect(loadScenarioText(shop('')).live).toBeUndefined();
  });

  it.each([
    ['live: { rate: 0% }', 'it must be more than 0%'],
    ['live: { rate: 200% }', 'a share is at most 100%'],
    ['live: { rate: 0.1 }', 'expected a share'],
    ['live: { work: spinn }', '"spinn" is not known'],
    ['live: { threads: 0 }', 'it must be at least 1'],
    ['live: { treads: 2 }', 'unknown key treads'],
    ['live: { ports: { api: 70000 } }', 'the last port is 65535'],
    ['live: { ports: { apu: 8080 } }', 'there is no node apu'],
    ['live: { ports: { shoppers: 8080 } }', 'shoppers is a workload'],
    ['live: { ports: { api: 8080, db: 8080 } }', 'api and db have the same port 8080'],
    ['live: { duration: 5s }', 'the warmup is not shorter than the duration of a live run'],
    ['live: { warmup: 60s }', 'the warmup is not shorter than the duration of a live run'],
  ])('refuses %s, where it stands', (written, message) => {
    const problems = problemsOf(shop(written));
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
    expect(problems[0]!.line).toBe(12);
  });

  it('names the workload whose load cannot be made so small', () => {
    expect(problemsOf(shop('live: { rate: 1% }', '{ clients: 20, think: 1s }'))).toEqual([
      {
        message: 'shoppers cannot have 1% of its load in a live run: of 20 clients nobody would be left',
        hint: 'the least is 3%',
        line: 6,
      },
    ]);
  });
});

describe('a model for a live run', () => {
  const arm = loadScenarioText(shop('', '{ clients: 20, think: 1s }')).arms[0]!;

  it('is shorter where that is asked for, with the windows that are left', () => {
    const model = arm.model(3, { warmup: SECOND, duration: 25 * SECOND });
    expect([model.seed, model.duration, model.warmup]).toEqual([3, 25 * SECOND, SECOND]);
    expect(model.windows).toEqual([
      { name: 'before(outage)', from: SECOND, to: 20 * SECOND },
      { name: 'during(outage)', from: 20 * SECOND, to: 25 * SECOND },
    ]);
    expect(model.series.width * model.series.count).toBe(25 * SECOND);
  });

  it('has a share of the load, and everything else as it was', () => {
    const model = arm.model();
    const half = scaleModel(model, 0.5, catalogue);
    const [shoppers, others] = [half.groups.find(({ name }) => name === 'shoppers')!, half.groups.slice(0, -1)];
    expect(shoppers.config).toHaveProperty('arrivals.options.clients', 10);
    expect({ ...half, groups: others }).toEqual({ ...model, groups: model.groups.slice(0, -1) });
    expect(scaleModel(model, 1, catalogue)).toBe(model);
  });

  it('is refused with the reason where the load cannot be so small', () => {
    expect(() => scaleModel(arm.model(), 0.01, catalogue)).toThrow('shoppers cannot have 1% of its load: of 20 clients');
  });
});
