import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../core/time.js';
import type { MachineMeasurements, ThreadResult } from './machine-result.js';
import { Recorder } from './recorder.js';
import { RESULTS_SCHEMA } from './run-result-schema.js';
import { LAG, summarizeMachine, worstMachine } from './summarize-machine.js';
import { measuredWindow } from './summarize-window.js';
import { Timeline } from './timeline.js';
import { Truth } from './truth.js';

const MS = 1_000_000;
const QUIET: ThreadResult = {
  name: '0 (users)',
  lag: { p50: 0.1, p99: 0.4, max: 2 },
  pauses: { count: 3, total: 4, max: 2 },
  cpu: 0.4,
  waited: 0.01,
};
const CALM: MachineMeasurements = { cores: 2, cpu: 0.5, stolen: 0, load: 0.3, threads: [QUIET] };

/** Of a hundred requests in the measured time this many leave that late, and one during the warmup an hour. */
function summary(late: number, lagInMs: number, p50: number, measured: Partial<MachineMeasurements> = {}, p99 = 10 * p50) {
  const timeline = new Timeline(10 * SECOND, [SECOND], SECOND, 10);
  const recorder = new Recorder(timeline, new Truth(), { now: 0 });
  recorder.histogram(LAG).record(3600 * SECOND);
  timeline.cross(SECOND);
  for (let request = 0; request < 100; request++) recorder.histogram(LAG).record(request < late ? lagInMs * MS : 0);
  const users = { name: 'users', kind: 'workload', metrics: [], instances: [{ name: 'users', recorder }] };
  const api = { name: 'api', kind: 'service', metrics: [], instances: [{ name: 'api', recorder }] };
  const metrics = {
    'users.latency.p50': { value: p50, unit: 'ms' as const },
    'users.latency.p99': { value: p99, unit: 'ms' as const },
  };
  const window = measuredWindow('measured', SECOND, 10 * SECOND, timeline, 10 * SECOND);
  return summarizeMachine({ ...CALM, ...measured }, [api, users], metrics, window);
}

const withThread = (changes: Partial<ThreadResult>) => ({ threads: [QUIET, { ...QUIET, name: '1 (api)', ...changes }] });

describe('the machine of a live run', () => {
  it('has nothing to do with the figures where nothing was late and nothing was short', () => {
    expect(summary(2, 0.5, 4)).toEqual({
      ...CALM,
      lag: { users: { p50: 0, p99: expect.closeTo(0.5, 2), max: 0.5 } },
      valid: true,
      findings: [],
    });
  });

  it('makes the run invalid where one request in a hundred leaves more than 1 ms late', () => {
    expect(summary(2, 1.2, 4).valid).toBe(false);
    expect(summary(2, 0.98, 4).valid).toBe(true);
    expect(summary(1, 500, 4).valid).toBe(true);
  });

  it('looks also at what was due in the measured time and left after its end', () => {
    const timeline = new Timeline(10 * SECOND, [SECOND], SECOND, 10);
    const recorder = new Recorder(timeline, new Truth(), { now: 0 });
    const lag = recorder.histogram(LAG);
    timeline.cross(10 * SECOND);
    lag.record(3 * SECOND);
    const users = { name: 'users', kind: 'workload', metrics: [], instances: [{ name: 'users', recorder }] };
    const window = measuredWindow('measured', SECOND, 10 * SECOND, timeline, 10 * SECOND);
    expect(summarizeMachine(CALM, [users], {}, window).valid).toBe(false);
  });

  it('bears a lag of 5% of the median latency', () => {
    expect(summary(2, 4.8, 100).valid).toBe(true);
    expect(summary(2, 5.2, 100).valid).toBe(false);
  });

  it('says how late, what can be borne and what to do', () => {
    expect(summary(2, 20, 100, { cpu: 0.8 }).findings).toEqual([
      'The run is not valid: one in a hundred of the requests of users left 20 ms late or more, and 5 ms is what can be borne.',
      'This machine is too slow for the load: give a smaller rate under live.',
    ]);
  });

  it.each([
    [{ cpu: 0.95 }, "The process used 95% of the machine's 2 cores"],
    [{ stolen: 0.1 }, '10% of the time of the cores was given to other virtual machines'],
    [withThread({ cpu: 0.99 }), 'Thread 1 (api) used 99% of a core, which is all that a thread can'],
    [withThread({ waited: 0.3 }), 'Thread 1 (api) waited for a core 30% of the time'],
    [withThread({ pauses: { count: 1, total: 30, max: 30 } }), 'Garbage collection stopped thread 1 (api) for up to 30 ms'],
  ])('tells of %j', (changes, finding) => {
    const { findings, valid } = summary(0, 0, 4, changes);
    expect(findings).toEqual([expect.stringContaining(finding)]);
    expect(valid).toBe(true);
  });

  it('makes the run invalid where a thread waited longer for a core than it had one', () => {
    const { valid, findings } = summary(0, 0, 4, { cpu: 0.2, ...withThread({ waited: 0.7 }) });
    expect(valid).toBe(false);
    expect(findings).toEqual([
      'The run is not valid: thread 1 (api) waited for a core 70% of the time.',
      'Something else keeps this machine busy: run it again when there is less to do, or give a smaller rate under live.',
    ]);
  });

  it('does not call the machine too slow where the run itself did little', () => {
    const advice = (changes: Partial<MachineMeasurements>) => summary(2, 20, 100, changes).findings[1];
    expect(advice({ cpu: 0.3 })).toMatch(/^Something else keeps this machine busy/);
    expect(advice({ cpu: 0.3, ...withThread({ cpu: 0.9 }) })).toMatch(/^This machine is too slow/);
    expect(advice({ cpu: 0.45, ...withThread({ cpu: null }) })).toMatch(/^This machine is too slow/);
  });

  it('knows nothing of what the system does not tell', () => {
    const unknown = { stolen: null, load: null, threads: [{ ...QUIET, cpu: null, waited: null }] };
    expect(summary(0, 0, 4, unknown)).toMatchObject({ ...unknown, findings: [] });
  });

  it('has the shape that the schema of results gives it', () => {
    const { arms } = (RESULTS_SCHEMA as unknown as { properties: { arms: { items: { properties: { machine: object } } } } })
      .properties;
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(arms.items.properties.machine);
    const machine = summary(2, 20, 100, { stolen: null, load: null, ...withThread({ cpu: null, waited: null }) });
    expect(validate(machine), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...machine, host: 'here' })).toBe(false);
  });

  it('is that of the worst of several trials', () => {
    const [calm, slow, invalid] = [summary(2, 0.1, 4), summary(2, 0.9, 4), summary(2, 1.5, 4)];
    expect(worstMachine([calm, slow])).toBe(slow);
    expect(worstMachine([invalid, slow, calm])).toBe(invalid);
    expect(worstMachine([])).toBeUndefined();
  });
});
