import { describe, expect, it } from 'vitest';
import { parseExpression } from '../language/expression/parse.js';
import { Reader } from '../language/reader.js';
import type { MetricDeclaration, Unit } from '../metrics/declaration.js';
import type { ArmResult, MetricTable } from '../metrics/run-result.js';
import { checkExpectation } from './check-expectation.js';
import type { DeclaredArm, DeclaredSubject } from './declared-arm.js';
import { judge } from './judge.js';

const AT = { file: 'scenario.yaml', line: 3, column: 5 };

function scalar(name: string, unit: Unit, aliases: string[] = []): MetricDeclaration {
  return { type: 'scalar', name, unit, aliases, summary: '', value: () => 0 };
}

function distribution(name: string, aliases: string[] = []): MetricDeclaration {
  return { type: 'distribution', name, unit: 'ms', aliases, summary: '', histogram: (view) => view.latency() };
}

const SHOPPERS: DeclaredSubject = {
  name: 'shoppers',
  kind: 'workload',
  instances: ['shoppers'],
  operations: ['read', 'write'],
  metrics: [
    distribution('latency'),
    scalar('requests', 'count'),
    scalar('throughput', 'per-second'),
    scalar('availability', 'ratio'),
  ],
};
const API: DeclaredSubject = {
  name: 'api',
  kind: 'service',
  instances: ['api/0', 'api/1'],
  operations: [],
  metrics: [scalar('utilization', 'ratio'), distribution('waiting', ['waiting-time'])],
};

function declared(...names: string[]): DeclaredArm[] {
  return names.map((name) => ({ name, subjects: [SHOPPERS, API], actions: ['outage'] }));
}

function table(figures: Record<string, [value: number, unit: Unit]>): MetricTable {
  return Object.fromEntries(Object.entries(figures).map(([path, [value, unit]]) => [path, { value, unit }]));
}

function arm(name: string, metrics: MetricTable, more: Partial<ArmResult> = {}): ArmResult {
  return {
    name,
    settings: '',
    subjects: [],
    measured: { from: 0, to: 60_000 },
    metrics,
    windows: {},
    actions: [],
    series: [],
    warnings: [],
    ...more,
  };
}

function verdictOf(text: string, trials: ArmResult[][], arms = declared('base'), interrupted = false) {
  const reader = new Reader();
  const expression = parseExpression(text, AT, reader);
  expect(reader.problems).toEqual([]);
  checkExpectation(text, expression!, AT, arms, reader);
  expect(reader.problems).toEqual([]);
  return judge({ text, expression: expression! }, trials, { declared: arms, confidence: 0.95, interrupted });
}

function problemOf(text: string, arms = declared('base')) {
  const reader = new Reader();
  const expression = parseExpression(text, AT, reader);
  if (expression !== undefined) checkExpectation(text, expression, AT, arms, reader);
  return reader.problems;
}

function trials(figures: number[]): ArmResult[][] {
  return figures.map((value) => [arm('base', table({ 'shoppers.latency.p99': [value, 'ms'] }))]);
}

const P99 = table({ 'shoppers.latency.p99': [41.2, 'ms'], 'api.utilization': [0.8, 'ratio'] });

describe('an expectation', () => {
  it('holds or fails by the figures, and shows both sides as they really stand', () => {
    const one = [[arm('base', P99)]];
    expect(verdictOf('shoppers.latency.p99 < 100ms', one)).toEqual({
      text: 'shoppers.latency.p99 < 100ms',
      verdict: 'pass',
      observed: '41.2 ms < 100ms',
    });
    expect(verdictOf('shoppers.latency.p99 < 10ms', one)).toMatchObject({ verdict: 'fail', observed: '41.2 ms >= 10ms' });
    expect(verdictOf('api.utilization within 5% of 79%', one)).toMatchObject({
      verdict: 'pass',
      observed: '80% against 79%, 1.3% apart',
    });
  });

  it('shows as many digits as tell the sides apart', () => {
    const one = [[arm('base', table({ 'shoppers.latency.p99': [100.0004, 'ms'] }))]];
    expect(verdictOf('shoppers.latency.p99 < 100ms', one).observed).toBe('100.0004 ms >= 100ms');
  });

  it('without an arm must hold in every arm', () => {
    const arms = [arm('long', P99), arm('short', table({ 'shoppers.latency.p99': [200, 'ms'] }))];
    expect(verdictOf('shoppers.latency.p99 < 100ms', [arms], declared('long', 'short'))).toMatchObject({
      verdict: 'fail',
      observed: 'long: 41.2 ms < 100ms; short: 200 ms >= 100ms',
    });
  });

  it('compares the arms that it names, once', () => {
    const arms = [arm('long', P99), arm('short', table({ 'shoppers.latency.p99': [200, 'ms'] }))];
    const result = verdictOf('long.shoppers.latency.p99 * 2 < short.shoppers.latency.p99', [arms], declared('long', 'short'));
    expect(result).toMatchObject({ verdict: 'pass', observed: '82.4 ms < 200 ms' });
  });

  it('is vacuous where nothing was measured', () => {
    expect(verdictOf('shoppers.latency.p99 < 100ms', [[arm('base', {})]])).toMatchObject({
      verdict: 'vacuous',
      observed: 'not measured < 100ms',
    });
  });

  it('with a * must hold for every instance, while sum, min and max look at all of them', () => {
    const metrics = table({ 'api/0.utilization': [0.5, 'ratio'], 'api/1.utilization': [0.9, 'ratio'] });
    expect(verdictOf('api/*.utilization < 80%', [[arm('base', metrics)]])).toMatchObject({
      verdict: 'fail',
      observed: 'api/0: 50% < 80%; api/1: 90% >= 80%',
    });
    expect(verdictOf('max(api/*.utilization) < 95%', [[arm('base', metrics)]]).verdict).toBe('pass');
    expect(verdictOf('sum(api/*.utilization) > 1.3', [[arm('base', metrics)]]).verdict).toBe('pass');
  });

  it('looks into windows', () => {
    const windows = { 'during(outage)': table({ 'shoppers.latency.p99': [900, 'ms'] }) };
    const one = [[arm('base', P99, { windows })]];
    expect(verdictOf('during(outage, shoppers.latency.p99) > 3 * shoppers.latency.p99', one).verdict).toBe('pass');
  });

  it('is judged by the paired differences of its trials', () => {
    expect(verdictOf('shoppers.latency.p99 < 100ms', trials([90, 91, 92])).verdict).toBe('pass');
    expect(verdictOf('shoppers.latency.p99 < 100ms', trials([110, 111, 112])).verdict).toBe('fail');
    expect(verdictOf('shoppers.latency.p99 < 100ms', trials([90, 99, 108]))).toMatchObject({
      verdict: 'unknown',
      observed: '99 ms ±22 ms < 100ms',
    });
  });

  it('of an interrupted run is unknown, with what was seen', () => {
    expect(verdictOf('shoppers.latency.p99 < 100ms', [[arm('base', P99)]], declared('base'), true)).toMatchObject({
      verdict: 'unknown',
      observed: '41.2 ms < 100ms',
    });
  });

  it('knows a status that did not occur as zero', () => {
    const one = [[arm('base', table({ 'shoppers.requests': [10, 'count'] }))]];
    expect(verdictOf('shoppers.status-503.count == 0', one).verdict).toBe('pass');
    expect(verdictOf('shoppers.status-503.count == 0', [[arm('base', {})]]).verdict).toBe('vacuous');
  });

  it('joins conditions', () => {
    const one = [[arm('base', P99)]];
    expect(verdictOf('shoppers.latency.p99 < 10ms or api.utilization > 50%', one).verdict).toBe('pass');
    expect(verdictOf('shoppers.latency.p99 < 10ms and api.utilization > 50%', one).verdict).toBe('fail');
    expect(verdictOf('not shoppers.latency.p99 < 10ms', one).verdict).toBe('pass');
  });

  it('measures how long a recovery takes', () => {
    const values = [1, 1, 1, 0.2, 0.5, 1, 1, 1];
    const more = {
      measured: { from: 0, to: 8000 },
      actions: [{ name: 'outage', family: 'fault' as const, kind: 'crash', from: 3000, to: 4000 }],
      series: [{ name: 'shoppers.availability', unit: 'ratio' as const, width: 1000, values }],
    };
    expect(verdictOf('recovery-time(outage, shoppers.availability, 99%) < 3s', [[arm('base', {}, more)]])).toMatchObject({
      verdict: 'pass',
      observed: '2 s < 3s',
    });
    const never = { ...more, series: [{ ...more.series[0]!, values: [1, 1, 1, 0, 0, 0, 0, 0] }] };
    expect(verdictOf('recovery-time(outage, shoppers.availability, 99%) < 3s', [[arm('base', {}, never)]])).toMatchObject({
      verdict: 'fail',
      observed: 'never >= 3s',
    });
  });
});

describe('before the run', () => {
  it.each([
    ['shoper.latency.p99 < 1s', 'there is no workload or node shoper', 'did you mean shoppers?'],
    ['shoppers.latncy.p99 < 1s', 'shoppers has no metric latncy.p99', 'did you mean shoppers.latency.p99?'],
    ['shoppers.latency < 1s', 'latency has several statistics', undefined],
    ['shoppers[raed].latency.p99 < 1s', 'shoppers has no operation raed', 'did you mean shoppers[read]?'],
    ['api/7.utilization < 1', 'api has no instance api/7', 'there are api/0 to api/1'],
    ['shoppers.latency.p99 < 100', undefined, 'did you mean 100ms?'],
    ['shoppers.latency.p99', 'this is a figure, not an expectation', undefined],
    ['during(outrage, shoppers.latency.p99) < 1s', 'there is no fault or change outrage', 'did you mean outage?'],
    ['during(outage, window(1s, 2s, shoppers.latency.p99)) < 1s', 'a window cannot stand inside a window', undefined],
    ['recovery-time(outage, shoppers.requests, 99%) < 1s', 'this metric is not kept over time', undefined],
  ])('%s is a mistake', (text, message, hint) => {
    const [problem] = problemOf(text);
    expect(problem).toBeDefined();
    if (message !== undefined) expect(problem!.message).toBe(message);
    if (hint !== undefined) expect(problem!.hint).toBe(hint);
  });

  it('points at the place in the text', () => {
    expect(problemOf('1s > shoper.latency.p99')[0]!.at).toEqual({ file: 'scenario.yaml', line: 3, column: 10 });
  });

  it('tells a mistake once, however many arms there are', () => {
    expect(problemOf('shoper.latency.p99 < 1s', declared('a', 'b', 'c'))).toHaveLength(1);
  });

  it('accepts aliases', () => {
    expect(problemOf('api.waiting-time.mean < 1s')).toEqual([]);
  });
});
