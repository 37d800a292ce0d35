import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/problem.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';
import { measure, measureArms } from './measure.js';

/** 25 requests a second for each of four; the checks of api/1 are made at each full, odd second. */
const CLUSTER = `
duration: 100s
network: none
workloads:
  users: { target: balancer, arrivals: constant(100/s), timeout: 1s }
nodes:
  balancer: { kind: load-balancer, targets: api, health-check: { interval: 2s, timeout: 1s, fall: 3, rise: 2 } }
  api: { kind: service, replicas: 4, operations: { "*": [{ compute: 1ms }] } }
`;

describe('health checks', () => {
  it('take a target out at the third failure in a row, and bring it back at the second answer', () => {
    const metric = measure(`${CLUSTER}
faults: { outage: { at: 10s, for: 20s, crash: api/1 } }
`);
    // It fails the checks at 11, 13 and 15 s, and answers those at 31 and 33 s.
    expect(metric('users.errors.count')).toBe(5 * 25);
    expect(metric('api/1.requests.count')).toBe((10 + 67) * 25);
    expect(metric('balancer.healthy-ratio')).toBeCloseTo(1 - 18 / 100 / 4, 6);
    expect(metric('balancer.checks.failed.count')).toBe(10);
  });

  it('take longer to notice one that stays silent, by their timeout', () => {
    const metric = measure(
      `${CLUSTER}
faults: { outage: { at: 10s, for: 20s, crash: api/1 } }
`,
      ['nodes.api.when-down=silent'],
    );
    expect(metric('balancer.healthy-ratio')).toBeCloseTo(1 - 17 / 100 / 4, 6);
    expect(metric('users.timed-out.count')).toBe(6 * 25);
  });

  it('do not add up failures that an answer lies between, nor answers that a failure lies between', () => {
    // Down from 10 to 12, 14 to 16 s and so on: the checks of api/1 at 11, 15, 19 s fail, and those at 13, 17 s do not.
    const flapping = (until: number) => `${CLUSTER}
faults:
${[10, 14, 18, 22, 26]
  .filter((at) => at < until)
  .map((at) => `  down-${at}: { at: ${at}s, for: 2s, crash: api/1 }`)
  .join('\n')}
`;
    expect(measure(flapping(30))('balancer.healthy-ratio')).toBe(1);
    // Out at 15 s after three failures; one answer in two never brings it back before 29 and 31 s.
    const once = flapping(30)
      .replace('at: 10s, for: 2s', 'at: 10s, for: 6s')
      .replace(/\n {2}down-14: .*/, '');
    expect(measure(once)('balancer.healthy-ratio')).toBeCloseTo(1 - (31 - 15) / 100 / 4, 6);
  });

  it('are answered at the door, by a target with no free worker as well, and are none of its requests', () => {
    const metric = measure(CLUSTER, [
      'nodes.api.workers=1',
      'nodes.api.queue=0',
      'nodes.api.operations={ "*": [{ wait: 200ms }] }',
    ]);
    // One would be due at the very end.
    expect(metric('balancer.checks.count')).toBe(4 * 50 - 1);
    expect(metric('balancer.checks.failed.count')).toBe(0);
    expect(metric('api.requests.count')).toBe(100 * 100);
    expect(metric('api.rejected.count')).toBeGreaterThan(7000);
  });

  it('are served like any other request by a service that has an operation for them', () => {
    const deep = 'nodes.api.operations={ "*": [{ compute: 1ms }], health-check: [{ call: database }] }';
    const metric = measure(
      `${CLUSTER.replace('nodes:', 'nodes:\n  database: { kind: store, operations: { health-check: {} } }')}
faults: { outage: { at: 10s, for: 20s, crash: database } }
`,
      [deep],
    );
    // Without those of the twenty seconds of the outage, and the one at the very end.
    expect(metric('database.reads.count')).toBe(4 * 40 - 1);
    // All are out, and nobody is left: from the third failure to the second answer.
    expect(metric('balancer.healthy-ratio')).toBeLessThan(0.85);
    expect(metric('users.errors.count')).toBeGreaterThan(1000);
  });

  it('do nothing else where all is well: the same requests take the same time', () => {
    const arms = measureArms(
      `${CLUSTER}
arms:
  checked: {}
  unchecked: { nodes.balancer.health-check: null }
`,
      [
        'workloads.users.arrivals=poisson(900/s)',
        'nodes.api.operations={ "*": [{ compute: exponential(3ms) }] }',
        'nodes.api.workers=1',
        'duration=10s',
      ],
    );
    expect(arms['checked']!('users.latency.mean')).toBe(arms['unchecked']!('users.latency.mean'));
    expect(arms['checked']!('balancer.checks.count')).toBe(20 - 1);
  });

  it('begin anew after a crash of the balancer, which then believes in everybody', () => {
    const metric = measure(`${CLUSTER}
faults:
  outage: { at: 10s, crash: api/1 }
  failover: { at: 50s, for: 1s, crash: balancer }
`);
    // Twice five seconds without knowing it; the second time the checks begin at 51 s: 52, 54, 56 s.
    expect(metric('users.status-502.count')).toBe(2 * 5 * 25);
  });
});

describe('outlier ejection', () => {
  const EJECTING = CLUSTER.replace(/health-check: \{.*?\} /, 'outlier-ejection: {} ');

  it('takes five failures each time, for 30 s and then for 60 s', () => {
    const metric = measure(
      `${EJECTING}
faults: { outage: { at: 10s, crash: api/1 } }
`,
      ['duration=110s'],
    );
    expect(metric('balancer.ejections.count')).toBe(3);
    expect(metric('users.errors.count')).toBe(3 * 5);
  });

  it('forgets an ejection for each time without one', () => {
    const metric = measure(`${EJECTING}
faults:
  first: { at: 10s, for: 1s, crash: api/1 }
  second: { at: 60s, for: 1s, crash: api/1 }
`);
    // Out for 30 s each time: it was back for 20 s before the second, and 10 s are enough to forget the first.
    expect(metric('balancer.healthy-ratio')).toBeCloseTo(1 - 60 / 100 / 4, 2);
  });

  it('leaves out one of four at most where a tenth may be, and as many as are dead where all may', () => {
    const two = `${EJECTING}
faults:
  first: { at: 10s, crash: api/1 }
  second: { at: 10s, crash: api/2 }
`;
    expect(measure(two)('users.errors.count')).toBeGreaterThan(1000);
    const metric = measure(two, ['nodes.balancer.outlier-ejection={ at-most: 100% }']);
    expect(metric('users.errors.count')).toBeLessThanOrEqual(30);
  });

  it('does not mind what is the fault of the asker', () => {
    const metric = measure(EJECTING, ['nodes.api.operations={ "*": [{ respond: 404 }] }']);
    expect(metric('balancer.ejections.count')).toBe(0);
    const failing = measure(EJECTING, ['nodes.api.operations={ "*": [{ respond: 500 }] }']);
    expect(failing('balancer.ejections.count')).toBeGreaterThan(0);
  });
});

describe('panic', () => {
  it('sends requests to all where too few are healthy', () => {
    const arms = measureArms(`${CLUSTER}
faults:
  first: { at: 10s, crash: api/0 }
  second: { at: 10s, crash: api/1 }
  third: { at: 10s, crash: api/2 }
arms:
  strict: {}
  panicking: { nodes.balancer.panic-below: 50% }
`);
    expect(arms['strict']!('api/3.requests.count')).toBeGreaterThan(8500);
    expect(arms['panicking']!('api/3.requests.count')).toBeGreaterThanOrEqual(100 * 25);
    expect(arms['panicking']!('api/3.requests.count')).toBeLessThan(100 * 25 + 500);
  });

  it('is not needed for an answer where nobody is healthy: that is 502 at once', () => {
    const metric = measure(
      `${CLUSTER}
faults: { outage: { at: 10s, crash: api } }
`,
      ['nodes.api.when-down=silent', 'workloads.users.timeout=5s'],
    );
    expect(metric('users.status-502.count')).toBeGreaterThan(8000);
  });
});

describe('slow start', () => {
  it('gives a target that comes back a share that grows evenly', () => {
    const outage = `
faults: { outage: { at: 10s, for: 20s, crash: api/1 } }
`;
    const arms = measureArms(
      `${CLUSTER}${outage}
arms:
  at-once: {}
  slowly: { nodes.balancer.slow-start: 40s }
`,
      ['workloads.users.arrivals=poisson(1000/s)', 'nodes.balancer.policy=random'],
    );
    const missed = arms['at-once']!('api/1.requests.count') - arms['slowly']!('api/1.requests.count');
    // A quarter of the requests for as large a part of the time as it is warm: half of them over the 40 s.
    expect(missed / (1000 * 40)).toBeCloseTo(0.25 / 2, 2);
  });

  it('is nothing where all are cold', () => {
    const metric = measure(
      `${CLUSTER}
faults: { outage: { at: 10s, for: 20s, crash: api } }
`,
      ['nodes.balancer.slow-start=40s'],
    );
    expect(metric('users.errors.count')).toBeLessThan(25 * 100);
  });
});

describe('a subset', () => {
  it('is what a balancer calls, so that each target hears from one balancer of three', () => {
    const metric = measure(`
duration: 30s
network: none
workloads:
  users: { target: balancer, arrivals: constant(300/s) }
nodes:
  balancer: { kind: load-balancer, targets: api, replicas: 3, subset: 2, health-check: { interval: 1s, timeout: 1s } }
  api: { kind: service, replicas: 6, operations: { "*": [{ compute: 1ms }] } }
`);
    for (const target of [0, 1, 2, 3, 4, 5]) expect(metric(`api/${target}.requests.count`)).toBe(1500);
    expect(metric('balancer.checks.count')).toBe(6 * 30 - 3);
  });
});

describe('the own zone', () => {
  const ZONES = `
duration: 50s
network: none
workloads:
  users: { target: balancer, arrivals: poisson(1000/s) }
nodes:
  balancer: { kind: load-balancer, targets: api, zone: eu, own-zone: {}, health-check: { interval: 1s, timeout: 1s, fall: 1 } }
  api: { kind: service, replicas: 8, zone: [eu, us], operations: { "*": [{ compute: 1ms }] } }
`;
  const of = (metric: (path: string) => number, targets: readonly number[]): number =>
    targets.reduce((sum, target) => sum + metric(`api/${target}.requests.count`), 0);

  it('takes all requests while it has three quarters of its targets, and its overprovisioned share with fewer', () => {
    const arms = measureArms(`${ZONES}
arms:
  well: {}
  one-down: { faults: { first: { at: 0s, crash: api/0 } } }
  two-down: { faults: { first: { at: 0s, crash: api/0 }, second: { at: 0s, crash: api/2 } } }
`);
    expect(of(arms['well']!, [1, 3, 5, 7])).toBe(0);
    expect(of(arms['one-down']!, [1, 3, 5, 7])).toBe(0);
    const metric = arms['two-down']!;
    expect(of(metric, [4, 6]) / (of(metric, [4, 6]) + of(metric, [1, 3, 5, 7]))).toBeCloseTo(0.7, 1);
    expect(metric('users.errors.count')).toBeLessThan(800);
  });

  it('gives all away where none of it is up', () => {
    const metric = measure(
      `${ZONES}
faults: { outage: { at: 10s, crash: zone:eu } }
`,
      ['nodes.balancer.zone=asia'],
    );
    expect(of(metric, [1, 3, 5, 7])).toBeGreaterThan(40 * 1000 * 0.9);
  });

  it('must be known', () => {
    expect(() => measure(ZONES, ['nodes.balancer.zone=null'])).toThrow(InputError);
  });
});

describe('keys that make no sense are found', () => {
  const problems = (set: string): string => {
    try {
      loadScenarioText(`sysdesign: 1\ntitle: test\n${CLUSTER}`, { set: [set] });
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(({ message }) => message).join('\n');
    }
    return 'none';
  };

  it.each([
    ['nodes.balancer.health-check={ interval: 1s, timeout: 2s }', 'longer than the interval'],
    ['nodes.balancer={ kind: load-balancer, targets: api, health-check: null, slow-start: 10s }', 'slow-start has no effect'],
    ['nodes.balancer={ kind: load-balancer, targets: api, health-check: null, panic-below: 10% }', 'panic-below has no effect'],
    ['nodes.balancer.subset=0', 'at least 1'],
  ])('%s', (set, message) => {
    expect(problems(set)).toContain(message);
  });

  it('such as health checks of shards, which nobody can stand in for', () => {
    const store = CLUSTER.replace(/api: .*/, 'api: { kind: store, shards: 2 }');
    expect(() => measure(store)).toThrow('nobody else has their keys');
  });
});
