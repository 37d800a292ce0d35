import { describe, expect, it } from 'vitest';
import { measure, measureArms } from './measure.js';

/** One request each 100 ms, so that none meets another, unless a test says otherwise. */
const SPARSE = `
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(10/s), mix: { read: 1 } }
`;

describe('the steps of a service', () => {
  it('compute, wait, and repeat take their time, and it is all service', () => {
    const metric = measure(`${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read:
        - compute: 2ms
        - wait: 3ms
        - repeat: { times: 4, do: [ { compute: 5ms } ] }
`);
    expect(metric('users.latency.mean')).toBeCloseTo(25, 6);
    expect(metric('users.latency.max')).toBeCloseTo(25, 6);
    expect(metric('users.service.mean')).toBeCloseTo(25, 6);
    expect(metric('users.waiting.mean')).toBe(0);
    expect(metric('api.service.mean')).toBeCloseTo(25, 6);
    expect(metric('api.waiting.mean')).toBe(0);
  });

  it('a repeat of nothing, and inside another repeat, counts right', () => {
    const metric = measure(`${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read:
        - repeat: { times: 0, do: [ { wait: 1s } ] }
        - repeat: { times: 2, do: [ { repeat: { times: 3, do: [ { wait: 1ms } ] } }, { wait: 10ms } ] }
`);
    expect(metric('users.latency.max')).toBeCloseTo(26, 6);
  });

  it('choose takes each list as often as its weight says', () => {
    const metric = measure(`
duration: 1000s
network: none
workloads:
  users: { target: api, arrivals: constant(10/s), mix: { read: 1 } }
nodes:
  api:
    kind: service
    operations:
      read:
        - choose:
            - { weight: 3, do: [ { respond: 200 } ] }
            - { weight: 1, do: [ { respond: 404 } ] }
`);
    expect(metric('users.status-404.ratio')).toBeGreaterThan(0.23);
    expect(metric('users.status-404.ratio')).toBeLessThan(0.27);
  });

  it('parallel waits for the slowest branch, whose parts count', () => {
    const metric = measure(
      `${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read:
        - parallel:
            - { wait: 5ms }
            - [ { call: left }, { wait: 1ms } ]
            - { respond-not: 0 }
        - wait: 1ms
  left: { kind: store, service-time: 10ms }
`.replace('            - { respond-not: 0 }\n', ''),
    );
    expect(metric('users.latency.max')).toBeCloseTo(12, 6);
    expect(metric('users.service.mean')).toBeCloseTo(12, 6);
    expect(metric('left.requests.count')).toBe(100);
  });

  it('parallel fails with the branch that failed, after all are over', () => {
    const metric = measure(`${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read: [ { parallel: [ { wait: 20ms }, { call: broken } ] } ]
  broken: { kind: service, operations: { read: [ { respond: 418 } ] } }
`);
    expect(metric('api.failed.count')).toBe(100);
    expect(metric('api.sojourn.max')).toBeCloseTo(20, 6);
  });

  it('a branch may be over at once', () => {
    const metric = measure(`${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read:
        - parallel: [ [], [ { parallel: [ [], [] ] } ] ]
        - parallel: [ [], { wait: 1ms } ]
`);
    expect(metric('users.latency.max')).toBeCloseTo(1, 6);
    expect(metric('users.ok.count')).toBe(100);
  });

  it('else takes over where the condition does not hold or the step failed', () => {
    const metric = measure(`${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read:
        - { call: broken, as: first, else: [ { wait: 1ms } ] }
        - { wait: 2ms, if: $first }
        - { wait: 4ms, if: $first.status == 418 }
        - { wait: 8ms, if: $operation == write, else: [ { wait: 16ms } ] }
        - { repeat: { times: 3, do: [ { call: broken } ] }, else: { wait: 32ms } }
  broken: { kind: service, operations: { read: [ { respond: 418 } ] } }
`);
    expect(metric('users.latency.max')).toBeCloseTo(1 + 4 + 16 + 32, 6);
    expect(metric('users.ok.count')).toBe(100);
    expect(metric('broken.requests.count')).toBe(200);
  });

  it('a failed call ends the operation with its status, and nothing behind it runs', () => {
    const metric = measure(`${SPARSE}
nodes:
  api: { kind: service, operations: { read: [ { call: broken }, { wait: 1s } ] } }
  broken: { kind: service, operations: { read: [ { respond: 418 } ] } }
`);
    expect(metric('users.status-418.count')).toBe(100);
    expect(metric('api.sojourn.max')).toBe(0);
  });

  it('respond ends the operation with its size', () => {
    const metric = measure(`${SPARSE}
nodes:
  api: { kind: service, operations: { read: [ { respond: { size: 3KB } }, { wait: 1s } ] } }
`);
    expect(metric('users.bytes-in')).toBe(300_000);
    expect(metric('users.latency.max')).toBe(0);
  });

  it('an operation without steps of its own takes those of "*"', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(100/s), mix: { read: 1, write: 1 } }
nodes:
  api: { kind: service, operations: { write: [ { wait: 1ms } ], "*": [ { wait: 3ms } ] } }
`);
    expect(metric('users[write].latency.max')).toBeCloseTo(1, 6);
    expect(metric('users[read].latency.max')).toBeCloseTo(3, 6);
  });
});

describe('the workers of a service', () => {
  const BUSY = `
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(100/s), mix: { read: 1 } }
nodes:
  api:
    kind: service
    workers: 1
    operations: { read: [ { call: slow } ] }
  slow: { kind: store, service-time: 15ms }
arms:
  held: {}
  released: { nodes.api.worker-during-calls: released }
  full: { nodes.api.queue: 3 }
  none: { nodes.api.queue: 0 }
`;
  const arms = measureArms(BUSY);

  it('are held during calls, so that the line grows', () => {
    expect(arms['held']!('api.utilization')).toBeGreaterThan(0.99);
    expect(arms['held']!('api.queue-length.max')).toBeGreaterThan(300);
  });

  it('are free for others during calls where they are released', () => {
    expect(arms['released']!('users.latency.max')).toBeCloseTo(15, 6);
    expect(arms['released']!('api.utilization')).toBe(0);
  });

  it('turn away whoever finds the line full, with 503', () => {
    expect(arms['full']!('api.queue-length.max')).toBe(3);
    expect(arms['full']!('users.rejected.count')).toBeGreaterThan(300);
    expect(arms['full']!('users.status-503.count')).toBe(arms['full']!('api.rejected.count'));
  });

  it('take nobody into a line without places', () => {
    expect(arms['none']!('api.waiting.max')).toBe(0);
    expect(arms['none']!('api.rejected.count')).toBe(500);
  });
});

describe('the cores of a service', () => {
  it('make those wait who hold a worker but find no core, and count it apart', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: { clients: 3, think: 1s } }
nodes:
  api: { kind: service, model: event-loop, operations: { "*": [ { compute: 10ms }, { wait: 5ms } ] } }
`);
    expect(metric('api.core-waiting.max')).toBeCloseTo(20, 6);
    expect(metric('api.waiting.max')).toBe(0);
    expect(metric('api.service.mean')).toBeCloseTo(15, 6);
    expect(metric('users.waiting.mean')).toBeGreaterThan(0);
  });

  it('are shared by all under processor sharing, and what the others took is waiting', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: { clients: 4, think: 1s } }
nodes:
  api: { kind: service, workers: 1, discipline: processor-sharing, operations: { "*": [ { compute: 10ms } ] } }
`);
    expect(metric('users.latency.p50')).toBeCloseTo(40, 0);
    expect(metric('api.waiting.max')).toBe(0);
    expect(metric('api.core-waiting.p50')).toBeCloseTo(30, 0);
    expect(metric('users.waiting.mean')).toBeCloseTo(30, 0);
    expect(metric('users.service.mean')).toBeCloseTo(10, 6);
  });
});

describe('abandoned work', () => {
  const IMPATIENT = `
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(100/s), mix: { read: 1 }, timeout: 20ms }
nodes:
  api:
    kind: service
    workers: 1
    operations: { read: [ { parallel: [ { call: slow }, { compute: 30ms } ] } ] }
  slow: { kind: service, operations: { read: [ { wait: 30ms } ] } }
arms:
  continue: {}
  cancel: { nodes.api.abandoned-work: cancel, nodes.slow.abandoned-work: cancel }
`;
  const arms = measureArms(IMPATIENT);

  it('goes on by default, for nobody', () => {
    expect(arms['continue']!('users.ok.count')).toBe(0);
    expect(arms['continue']!('api.cancelled.count')).toBe(0);
    expect(arms['continue']!('api.queue-length.max')).toBeGreaterThan(100);
  });

  it('is dropped where it is cancelled: in line, at work, and further down', () => {
    expect(arms['cancel']!('api.cancelled.count')).toBeGreaterThan(900);
    expect(arms['cancel']!('slow.cancelled.count')).toBeGreaterThan(400);
    expect(arms['cancel']!('api.queue-length.max')).toBeLessThan(5);
  });
});

/** A call that takes 30 ms, and what is done when it fails. */
const slowCall = (terms: string) => `${SPARSE}
nodes:
  api:
    kind: service
    operations: { read: [ { call: slow, as: it, else: [ { wait: 1ms } ] } ] }
    calls: { slow: ${terms} }
  slow: { kind: service, operations: { read: [ { wait: 30ms } ] } }
`;

describe('an abandoned scan', () => {
  it('of a store with a single shard is taken back like any other call', () => {
    const metric = measure(`
duration: 10s
network: none
workloads:
  users: { target: api, arrivals: constant(10/s), mix: { read: 1 }, timeout: 20ms }
nodes:
  api: { kind: service, abandoned-work: cancel, operations: { read: [ { call: data.scan } ] } }
  data: { kind: store, service-time: 30ms, abandoned-work: cancel }
`);
    expect(metric('api.cancelled.count')).toBe(100);
    expect(metric('data.cancelled.count')).toBe(100);
  });
});

describe('calls of a service', () => {
  it('end at their timeout', () => {
    const metric = measure(slowCall('{ timeout: 10ms }'));
    expect(metric('users.latency.max')).toBeCloseTo(11, 6);
    expect(metric('api.timeouts.count')).toBe(100);
    expect(metric('users.waiting.mean')).toBeCloseTo(10, 6);
  });

  it('end at the deadline of their step where that comes first', () => {
    expect(measure(slowCall('{ timeout: 10ms, deadline: 5ms }'))('users.latency.max')).toBeCloseTo(6, 6);
  });

  it('only count the timeout where late replies are accepted', () => {
    const metric = measure(slowCall('{ timeout: 10ms, late-replies: accept }'));
    expect(metric('users.latency.max')).toBeCloseTo(30, 6);
    expect(metric('api.timeouts.count')).toBe(100);
  });

  it('inherit what their own caller has left', () => {
    const metric = measure(slowCall('{ deadline: inherit }').replace('mix: { read: 1 }', 'mix: { read: 1 }, timeout: 7ms'));
    expect(metric('users.timed-out.count')).toBe(100);
    expect(metric('api.sojourn.max')).toBeCloseTo(8, 6);
  });

  it('fail at once beyond max-in-flight', () => {
    const metric = measure(slowCall('{ max-in-flight: 1 }').replace('constant(10/s)', 'constant(100/s)'));
    expect(metric('slow.requests.count')).toBeLessThan(340);
    expect(metric('slow.in-system.max')).toBe(1);
    expect(metric('users.latency.p50')).toBeCloseTo(1, 2);
  });

  it('ask for the key and operation that they are told to', () => {
    const metric = measure(`${SPARSE}
nodes:
  api:
    kind: service
    operations:
      read:
        - call: { to: data, operation: write, key: 0 }
        - call: { to: data, operation: read, key: 0 }
  data: { kind: store }
`);
    expect(metric('data.writes.count')).toBe(100);
    expect(metric('data.reads.count')).toBe(100);
  });
});
