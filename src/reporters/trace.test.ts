import { describe, expect, it } from 'vitest';
import type { HopResult, RunResult } from '../metrics/run-result.js';
import { trace } from './trace.js';

function hop(from: string, to: string, times: (number | null)[], parts: number[], status = 200): HopResult {
  const [sentAt, arrivedAt, answeredAt, returnedAt] = times;
  const [waiting, service, network] = parts;
  return {
    from,
    to,
    operation: 'read',
    sentAt: sentAt!,
    arrivedAt: arrivedAt!,
    answeredAt: answeredAt!,
    returnedAt: returnedAt!,
    status,
    waiting: waiting!,
    service: service!,
    network: network!,
  };
}

const HOPS = [
  hop('shoppers', 'api/1', [1000, 1000.5, 1009.5, 1010], [1, 7, 2]),
  hop('api/1', 'products', [1001, 1001.2, 1001.3, 1001.5], [0, 0.1, 0.4], 404),
  hop('api/1', 'catalogue#0', [1002, 1002.5, null, 1008], [0, 0, 0], 504),
  hop('api/1', 'products', [1009, null, null, null], [0, 0, 0]),
];

function result(hops: readonly HopResult[]): RunResult {
  const arm = {
    name: 'base',
    settings: '',
    subjects: [],
    measured: { from: 0, to: 1 },
    metrics: {},
    windows: {},
    actions: [],
    series: [],
    warnings: [],
    trace: { request: 'shoppers/12', hops },
  };
  const verdicts = { verdict: 'pass' as const, expectations: [], invariants: [] };
  return { schemaVersion: 1, scenario: '', engine: 'virtual', seed: 1, trials: 1, interrupted: false, arms: [arm], ...verdicts };
}

describe('the trace of a request', () => {
  it('shows each hop under the one that caused it, with its waits', () => {
    expect(trace.render(result(HOPS), { width: 80, colour: false })).toMatchInlineSnapshot(`
      "Request shoppers/12  sent 1 s, over after 10 ms
        api/1 read              +0 ms     10 ms  ━━━━━━━━━━━━━━━━  200
          waiting 1 ms, service 7 ms, network 2 ms
          products read         +1 ms    500 µs   ━━               404
            waiting 0 ms, service 100 µs, network 400 µs
          catalogue#0 read      +2 ms      6 ms     ━━━━━━━━━━     504 deadline passed
            waiting 0 ms, service 0 ms, network 0 ms
          products read         +9 ms      0 ms                ━
            never arrived
      "
    `);
  });

  it('says so when there was no such request', () => {
    expect(trace.render(result([]), { width: 80, colour: false })).toBe('Request shoppers/12\n  did not occur\n');
  });
});
