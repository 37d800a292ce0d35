import { describe, expect, it } from 'vitest';
import { SECOND } from '../core/time.js';
import type { MetricDeclaration } from './declaration.js';
import type { Measurements } from './measurements.js';
import { Recorder } from './recorder.js';
import { summarize, type SummaryPlan } from './summarize.js';
import { mergeTrials } from './summarize-trials.js';
import { Timeline } from './timeline.js';
import { Truth } from './truth.js';

const MS = 1_000_000;
const NO_PARTS = { waiting: 0, service: 0, network: 0 };

const WORKLOAD: readonly MetricDeclaration[] = [
  { type: 'scalar', name: 'requests', unit: 'count', summary: '', value: (view) => view.requests().issued },
  {
    type: 'scalar',
    name: 'throughput',
    unit: 'per-second',
    summary: '',
    value: (view) => (view.completions() * SECOND) / view.duration,
  },
  { type: 'scalar', name: 'in-flight.count', unit: 'count', summary: '', value: (view) => view.requests().inFlight() },
  {
    type: 'scalar',
    name: 'errors.ratio',
    unit: 'ratio',
    summary: '',
    value: (view) => 1 - view.requests().ok / view.requests().finished(),
  },
  { type: 'distribution', name: 'latency', unit: 'ms', summary: '', histogram: (view) => view.latency() },
];
const NODE: readonly MetricDeclaration[] = [
  {
    type: 'scalar',
    name: 'utilization',
    unit: 'ratio',
    summary: '',
    value: (view) => view.mean('busy') / view.mean('workers'),
  },
];

/** Ten seconds in buckets of one, the first of which is warmup; `second` is called at the beginning of each. */
function measure(
  second: (index: number, tally: ReturnType<Recorder['tally']>, timeline: Timeline) => void,
  endedAt = 10 * SECOND,
) {
  const timeline = new Timeline(10 * SECOND, [SECOND, 4 * SECOND, 6 * SECOND], SECOND, 10);
  const clock = { now: 0 };
  const truth = new Truth();
  const recorders = [0, 1, 2].map(() => new Recorder(timeline, truth, clock));
  const tally = recorders[2]!.tally('read');
  for (const api of recorders.slice(0, 2)) api.level('workers').set(2);
  recorders[0]!.level('busy').set(1);
  recorders[1]!.level('busy').set(0);
  for (let index = 0; index < 10 && index * SECOND < endedAt; index++) {
    clock.now = index * SECOND;
    timeline.cross(clock.now);
    second(index, tally, timeline);
  }
  clock.now = endedAt;
  timeline.cross(endedAt);
  if (endedAt < 10 * SECOND) timeline.cut(endedAt);
  const interrupted = endedAt < 10 * SECOND;
  const measurements: Measurements = { timeline, recorders, invariants: [], hops: [], endedAt, interrupted };
  return summarize(planFor(recorders), measurements);
}

function planFor(recorders: readonly Recorder[]): SummaryPlan {
  return {
    arm: 'base',
    settings: '',
    subjects: [
      {
        name: 'api',
        kind: 'service',
        metrics: NODE,
        instances: [
          { name: 'api/0', recorder: recorders[0]! },
          { name: 'api/1', recorder: recorders[1]! },
        ],
      },
      { name: 'users', kind: 'workload', metrics: WORKLOAD, instances: [{ name: 'users', recorder: recorders[2]! }] },
    ],
    warmup: SECOND,
    duration: 10 * SECOND,
    windows: [{ name: 'window(4s, 6s)', from: 4 * SECOND, to: 6 * SECOND }],
    actions: [],
    operations: ['read'],
    instances: [{ name: 'api/0' }, { name: 'api/1' }, { name: 'users' }],
  };
}

/** Ten requests a second of 5 ms; in the fifth and sixth second every other is rejected. */
const steady: Parameters<typeof measure>[0] = (index, tally, timeline) => {
  for (let request = 0; request < 10; request++) {
    tally.issued(0);
    const failed = (index === 4 || index === 5) && request % 2 === 0;
    tally.finished(timeline.segment, timeline.bucket, failed ? 503 : 200, failed ? 'rejected' : 'ok', 5 * MS, 0, NO_PARTS);
  }
};

describe('the summary of a run', () => {
  it('covers the measured time, without the warmup', () => {
    const { metrics, measured } = measure(steady);
    expect(measured).toEqual({ from: 1000, to: 10_000 });
    expect(metrics['users.requests']).toEqual({ value: 90, unit: 'count' });
    expect(metrics['users.throughput']).toEqual({ value: 8.88888888889, unit: 'per-second' });
    expect(metrics['users.latency.p99']!.value).toBeCloseTo(5, 2);
    expect(metrics['users.latency.mean']).toEqual({ value: 5, unit: 'ms' });
  });

  it('looks into each window by itself', () => {
    const window = measure(steady).windows['window(4s, 6s)']!;
    expect(window['users.requests']!.value).toBe(20);
    expect(window['users.errors.ratio']!.value).toBe(0.5);
  });

  it('adds up the instances of a node, and shows each', () => {
    const { metrics } = measure(steady);
    expect(metrics['api.utilization']!.value).toBe(0.25);
    expect(metrics['api/0.utilization']!.value).toBe(0.5);
    expect(metrics['api/1.utilization']!.value).toBe(0);
  });

  it('counts every status that occurred', () => {
    const { metrics } = measure(steady);
    expect(metrics['users.status-503.count']).toEqual({ value: 10, unit: 'count' });
    expect(metrics['users.status-503.ratio']!.value).toBeCloseTo(1 / 9, 11);
  });

  it('keeps series over the whole run, the warmup included', () => {
    const { series } = measure(steady);
    const of = (name: string) => series.find((one) => one.name === name)!.values;
    expect(of('users.requests')).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10]);
    expect(of('users.errors.count')).toEqual([0, 0, 0, 0, 5, 5, 0, 0, 0, 0]);
    expect(of('users.availability')).toEqual([1, 1, 1, 1, 0.5, 0.5, 1, 1, 1, 1]);
    expect(of('users.throughput')[4]).toBe(5);
    expect(of('api.utilization')[3]).toBe(0.25);
  });

  it('leaves out what was not measured', () => {
    const { metrics, series } = measure(() => {});
    expect(metrics).not.toHaveProperty(['users.latency.p99']);
    expect(series.find((one) => one.name === 'users.latency.p99')!.values).toEqual(Array.from({ length: 10 }, () => null));
  });

  it('warns of errors, of requests in flight and of silence', () => {
    expect(measure(steady).warnings).toEqual([
      '11.1% of the requests of users did not succeed (10 with 503); latency covers successes only.',
    ]);
    expect(measure((_, tally) => tally.issued(0)).warnings).toContain(
      '9 requests of users were still in flight at the end; latency does not cover them.',
    );
    expect(measure(() => {}).warnings).toContain('users sent no request in the time that is measured.');
  });

  it('of an interrupted run covers the time until then, and says so', () => {
    const { metrics, measured, series, warnings, windows } = measure(steady, 4.5 * SECOND);
    expect(measured.to).toBe(4500);
    expect(metrics['users.requests']!.value).toBe(40);
    expect(metrics['users.throughput']!.value).toBeCloseTo(35 / 3.5, 9);
    expect(windows['window(4s, 6s)']!['users.requests']!.value).toBe(10);
    expect(series[0]!.values.slice(4)).toEqual([null, null, null, null, null, null]);
    expect(warnings[0]).toBe('The run was interrupted: every figure covers the time up to 4.50 s only.');
  });
});

describe('several trials', () => {
  it('become their mean with its confidence interval', () => {
    const one = measure(steady);
    const other = { ...one, metrics: { ...one.metrics, 'users.requests': { value: 92, unit: 'count' as const } } };
    const { value, low, high } = mergeTrials([one, other], 0.95).metrics['users.requests']!;
    expect(value).toBe(91);
    expect(high! - 91).toBeCloseTo(12.7062, 4);
    expect(91 - low!).toBeCloseTo(12.7062, 4);
  });

  it('of one are that one', () => {
    const one = measure(steady);
    expect(mergeTrials([one], 0.95)).toBe(one);
  });
});
