import { describe, expect, it } from 'vitest';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import type { WorkloadConfig } from '../../workloads/workload-config.js';
import { sampleRequests } from './sample-requests.js';

const MODEL = loadScenarioText(`
sysdesign: 1
title: A mix
duration: 1s
workloads:
  users: { target: api, arrivals: poisson(10/s), mix: { read: 90, write: { weight: 10, size: 2KB } }, keys: uniform(50) }
nodes:
  api: { kind: store }
`).arms[0]!.model();

describe('sampleRequests', () => {
  const config = MODEL.groups.find(({ name }) => name === 'users')!.config as WorkloadConfig;
  const sample = sampleRequests(MODEL, 'users', config, 2000);

  it('has the mix, keys and sizes of the workload', () => {
    const writes = sample.filter(({ operation }) => operation === 'write');
    expect(sample).toHaveLength(2000);
    // 200 expected, with a standard deviation of 13.
    expect(Math.abs(writes.length - 200)).toBeLessThan(80);
    expect(new Set(writes.map(({ size }) => size))).toEqual(new Set([2000]));
    expect(new Set(sample.map(({ key }) => key)).size).toBe(50);
  });

  it('is the same each time', () => {
    expect(sampleRequests(MODEL, 'users', config, 2000)).toEqual(sample);
  });
});
