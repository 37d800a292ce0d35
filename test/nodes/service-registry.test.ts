import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/problem.js';
import { measure } from './measure.js';

const CLUSTER = `
duration: 60s
network: none
workloads:
  users: { target: balancer, arrivals: constant(200/s) }
nodes:
  registry: { kind: service-registry, of: api, heartbeat: 2s, expiry: 6s }
  balancer: { kind: load-balancer, targets: api, discovery: { registry: registry, refresh: 1s } }
  api: { kind: service, replicas: 4, operations: { "*": [{ compute: 1ms }] } }
`;

describe('a service registry', () => {
  it('lists every instance from its start, and hears from each once in every heartbeat', () => {
    const metric = measure(CLUSTER);
    expect(metric('registry.listed-ratio')).toBe(1);
    // One more each: the first registers them.
    expect(Math.abs(metric('registry.heartbeats.count') - 4 * 31)).toBeLessThanOrEqual(4);
    expect(Math.abs(metric('registry.lists.count') - 60)).toBeLessThanOrEqual(1);
    expect(metric('registry.expired.count')).toBe(0);
    expect(metric('users.errors.count')).toBe(0);
    expect(metric('api.requests.count')).toBe(200 * 60);
  });

  it('lets the dead be called until their lease is over and the list is asked for again, and no longer', () => {
    const metric = measure(`${CLUSTER}
faults: { outage: { at: 20s, crash: api/1 } }
`);
    // The last heartbeat was up to 2 s old, and the list may be 1 s old.
    expect(metric('users.errors.count')).toBeGreaterThanOrEqual(50 * (6 - 2));
    expect(metric('users.errors.count')).toBeLessThanOrEqual(50 * (6 + 1));
    expect(metric('registry.expired.count')).toBe(1);
  });

  it('needs the expiry, less half a heartbeat, and the callers half a refresh, on average', () => {
    const replicas = 60;
    const metric = measure(
      `${CLUSTER}
faults:
  outage: { at: 20s, crash: zone:b }
`,
      [`nodes.api.replicas=${replicas}`, 'nodes.api.zone=[a, b]'],
    );
    const out = (1 - metric('balancer.healthy-ratio')) * replicas * 60;
    const detection = 40 - out / (replicas / 2);
    // The mean of 30 uniform phases of 2 s and of the lags behind them is within 0.3 s.
    expect(Math.abs(detection - (6 - 2 / 2 + 1 / 2))).toBeLessThan(0.35);
  });

  it('takes back who has started again with its next list', () => {
    const metric = measure(`${CLUSTER}
faults: { outage: { at: 20s, for: 20s, crash: api/1 } }
`);
    expect(metric('api/1.requests.count')).toBeGreaterThanOrEqual(50 * (20 + 19));
    expect(metric('registry.listed-ratio')).toBeGreaterThan(1 - 16.1 / 60 / 4);
  });

  it('is not missed while it is down, nor for the list of nobody with which it starts', () => {
    const metric = measure(
      `${CLUSTER}
faults: { outage: { at: 20s, for: 500ms, crash: registry } }
`,
      [
        'nodes.registry.heartbeat=20s',
        'nodes.registry.expiry=60s',
        'nodes.balancer.discovery.refresh=100ms',
        'nodes.balancer.discovery.timeout=100ms',
      ],
    );
    expect(metric('users.errors.count')).toBe(0);
    // Those whose heartbeat comes late are not listed for a while, though they live.
    expect(metric('registry.listed-ratio')).toBeLessThan(0.95);
    expect(metric('balancer.healthy-ratio')).toBeLessThan(1);
  });

  it.each(['nobody', 'users'])('is told that it cannot keep track of %s', (name) => {
    const alone = CLUSTER.replace(/, discovery: \{.*?\}/, '');
    expect(() => measure(alone, [`nodes.registry.of=${name}`])).toThrow('there is no such node');
  });

  it.each([
    ['nodes.registry.of=nobody', 'does not keep track of api'],
    ['nodes.registry.of=balancer', 'does not keep track of api'],
    ['nodes.registry.expiry=2s', 'expire between two heartbeats'],
    ['nodes.balancer.discovery.timeout=2s', 'longer than the refresh'],
    ['nodes.balancer.discovery.registry=nobody', 'nobody'],
    ['nodes.balancer.discovery.registry=api', 'does not keep track of api'],
  ])('is told that %s makes no sense', (set, message) => {
    let problems = '';
    try {
      measure(CLUSTER, [set]);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems = error.problems.map((problem) => problem.message).join('\n');
    }
    expect(problems).toContain(message);
  });
});
