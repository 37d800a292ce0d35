import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/app/run.js';
import type { ArmResult } from '../../src/metrics/run-result.js';
import { ROOT } from './shipped-scenarios.js';

const PAUSE = fileURLToPath(new URL('scenarios/reliability/pause.yaml', ROOT));

const REQUESTS = 10_000;
/** The request that is due when the pause begins, at 5 s, and finds nobody to serve it. */
const FIRST_HELD = 5000;

/**
 * What each request waited and was served, in ms, in the order in which they were due: one each millisecond, 0.1 ms of
 * work, nothing from 5 s to 6 s. Request k of the pause ends at 6 s + 0.1 ms (k + 1), until the line is worked off.
 */
const latencies = Array.from({ length: REQUESTS }, (_, index) => {
  const held = index - FIRST_HELD;
  return held < 0 ? 0.1 : Math.max(0.1, 1000 - held + 0.1 * (held + 1));
});

/** By the nearest rank. */
function percentile(share: number): number {
  return latencies.toSorted((a, b) => a - b)[Math.ceil(share * REQUESTS) - 1]!;
}

describe('a pause of one second, with a request due every millisecond', () => {
  let people: ArmResult;
  let polite: ArmResult;

  beforeAll(async () => {
    const { arms } = await run(PAUSE);
    people = arms.find(({ name }) => name === 'people-who-come')!;
    polite = arms.find(({ name }) => name === 'polite-client')!;
  });

  it('has the figures that are worked out on paper', () => {
    expect(latencies.filter((latency) => latency > 0.1001).length).toBe(1112);
    expect(percentile(0.5)).toBeCloseTo(0.1, 9);
    expect(percentile(0.9)).toBeCloseTo(100.1, 9);
    expect(percentile(0.99)).toBeCloseTo(910.1, 9);
    expect(percentile(0.999)).toBeCloseTo(991.1, 9);
    expect(latencies[FIRST_HELD]).toBeCloseTo(1000.1, 9);
  });

  it.each([
    ['p50', 0.5],
    ['p90', 0.9],
    ['p95', 0.95],
    ['p99', 0.99],
    ['p999', 0.999],
  ])('reports what every due request waited: %s', (statistic, share) => {
    const { value, unit } = people.metrics[`people.latency.${statistic}`]!;
    expect(unit).toBe('ms');
    expect(Math.abs(value / percentile(share) - 1)).toBeLessThan(0.001);
  });

  it('counts each of them, and their mean to the nanosecond', () => {
    const mean = latencies.reduce((sum, latency) => sum + latency, 0) / REQUESTS;
    expect(people.metrics['people.requests']!.value).toBe(REQUESTS);
    expect(people.metrics['people.ok.count']!.value).toBe(REQUESTS);
    expect(people.metrics['people.latency.mean']!.value).toBeCloseTo(mean, 6);
    expect(people.metrics['people.latency.max']!.value).toBeCloseTo(1000.1, 6);
  });

  it('hides from a client that waits for each answer before it asks again', () => {
    expect(polite.metrics['people.latency.max']!.value).toBeCloseTo(1000.1, 6);
    expect(polite.metrics['people.latency.p999']!.value).toBeLessThan(0.1002);
  });
});
