import { describe, expect, it } from 'vitest';
import { SECOND } from '../core/time.js';
import type { MachineMeasurements, ThreadResult } from './machine-result.js';
import { Recorder } from './recorder.js';
import { LAG, summarizeMachine, worstMachine } from './summarize-machine.js';
import { measuredWindow } from './summarize-window.js';
import { Timeline } from './timeline.js';
import { Truth } from './truth.js';

const MS = 1_000_000;
const QUIET: ThreadResult = {
  name: 'nodes 0',
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

const withThread = (changes: Partial<ThreadResult>) => ({ threads: [QUIET, { ...QUIET, name: 'nodes 1', ...changes }] });

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

  it('bears a lag of 5% of the median latency', () => {
    expect(summary(2, 4.8, 100).valid).toBe(true);
    expect(summary(2, 5.2, 100).valid).toBe(false);
  });

  it('says how late, what can be borne and what to do', () => {
    expect(summary(2, 20, 100).findings).toEqual([
      'The run is not valid: of the requests of users one in a hundred left 20 ms late or more, and 5 ms is what can be borne. This machine is too slow for the load: give a smaller rate under live.',
    ]);
  });

  it.each([
    [{ cpu: 0.95 }, "The process used 95% of the machine's 2 cores"],
    [{ stolen: 0.1 }, '10% of the time of the cores was given to other virtual machines'],
    [withThread({ cpu: 0.99 }), 'Thread nodes 1 used 99% of a core, which is all that a thread can'],
    [withThread({ waited: 0.3 }), 'Thread nodes 1 waited for a core 30% of the time'],
    [withThread({ pauses: { count: 1, total: 30, max: 30 } }), 'Garbage collection stopped thread nodes 1 for up to 30 ms'],
  ])('tells of %j', (changes, finding) => {
    const { findings, valid } = summary(0, 0, 4, changes);
    expect(findings).toEqual([expect.stringContaining(finding)]);
    expect(valid).toBe(true);
  });

  it('knows nothing of what the system does not tell', () => {
    const unknown = { stolen: null, load: null, threads: [{ ...QUIET, cpu: null, waited: null }] };
    expect(summary(0, 0, 4, unknown)).toMatchObject({ ...unknown, findings: [] });
  });

  it('is that of the worst of several trials', () => {
    const [calm, slow, invalid] = [summary(2, 0.1, 4), summary(2, 0.9, 4), summary(2, 1.5, 4)];
    expect(worstMachine([calm, slow])).toBe(slow);
    expect(worstMachine([invalid, slow, calm])).toBe(invalid);
    expect(worstMachine([])).toBeUndefined();
  });
});
