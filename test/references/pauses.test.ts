import { describe, expect, it } from 'vitest';
import { type MetricTable, run } from '../../src/app/index.js';

async function measure(scenario: string): Promise<MetricTable> {
  const { arms, invariants } = await run(`sysdesign: 1\ntitle: A pause\n${scenario}`);
  expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
  return arms[0]!.metrics;
}

/** Relative, as HdrHistogram's own test has it: its buckets and ours are about a thousandth wide. */
function near(observed: number, expected: number): void {
  expect(Math.abs(observed - expected) / expected).toBeLessThan(0.001);
}

describe('the recording of HdrHistogram: 10,000 requests of 1 ms, then one of 100 s, due every 10 ms', () => {
  function server(pause: string): string {
    return `
nodes:
  server: { kind: service, operations: { "*": [{ wait: 1ms }] } }
faults:
  stop: { ${pause}, pause: server }
`;
  }

  it('gives the corrected figures where users come whatever happens', async () => {
    const metrics = await measure(`${server('at: 100s, for: 99.999s')}
duration: 200s
workloads:
  users: { target: server, arrivals: constant(100/s) }
`);
    expect(metrics['users.requests']!.value).toBe(20_000);
    near(metrics['users.latency.mean']!.value, 25_000.5);
    near(metrics['users.latency.p50']!.value, 1);
    expect(metrics['users.latency.max']!.value).toBe(100_000);
    // The rest of the published figures, p75 of 50 s, p90 of 80 s and p99 of 98 s, as far as results have them.
    near(metrics['users.latency.p90']!.value, 80_000);
    near(metrics['users.latency.p99']!.value, 98_000);
  });

  it('gives the uncorrected figures where one polite user waits for each answer', async () => {
    const metrics = await measure(`${server('at: 100.005s, for: 100.003s')}
duration: 200.01s
workloads:
  user: { target: server, arrivals: { clients: 1, think: 9ms } }
`);
    expect(metrics['user.requests']!.value).toBe(10_001);
    near(metrics['user.latency.mean']!.value, (10_000 * 1 + 100_000) / 10_001);
    near(metrics['user.latency.p999']!.value, 1);
    expect(metrics['user.latency.max']!.value).toBe(100_000);
  });
});

describe('a pause of one second under arrivals each 1 ms of 0.1 ms each', () => {
  it('is in what every due request waited', async () => {
    const metrics = await measure(`
duration: 10s
workloads:
  users: { target: server, arrivals: constant(1000/s) }
nodes:
  server: { kind: service, workers: 1, operations: { "*": [{ compute: 0.1ms }] } }
faults:
  stop: { at: 4.0005s, for: 1s, pause: server }
`);
    const expected = latencies();
    const sum = expected.reduce((total, latency) => total + latency, 0);
    expect(metrics['users.requests']!.value).toBe(expected.length);
    expect(metrics['users.latency.mean']!.value).toBeCloseTo(sum / expected.length / 1000, 9);
    expect(metrics['users.latency.max']!.value).toBe(Math.max(...expected) / 1000);
    // Two seconds of ten are slow: the one of the pause, and a ninth of it more to work off the line.
    near(metrics['users.latency.p90']!.value, expected.toSorted((left, right) => left - right)[8_999]! / 1000);
    expect(expected.filter((latency) => latency > 100)).toHaveLength(1111);
  });

  /** In microseconds: a request begins when it is due, the one before has ended, and the server is not paused. */
  function latencies(): number[] {
    let free = 0;
    return Array.from({ length: 10_000 }, (_, request) => {
      const due = request * 1000;
      const ready = Math.max(due, free);
      const begin = ready >= 4_000_500 && ready < 5_000_500 ? 5_000_500 : ready;
      free = begin + 100;
      return free - due;
    });
  }
});
