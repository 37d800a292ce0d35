import fc from 'fast-check';

/** Plain data that is written as JSON, which is YAML as well. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type Fields = Readonly<Record<string, Plain>>;

export interface RandomScenario extends Fields {
  readonly nodes: Readonly<Record<string, Fields>>;
  readonly workloads: Readonly<Record<string, Fields>>;
}

export interface Limits {
  /** Branches at the same time, whose parts do not add up: parallel steps and scans. */
  readonly branches: boolean;
  /** Faults, losses and timeouts. */
  readonly failures: boolean;
}

const time = fc.constantFrom(
  '0ms',
  '0.3ms',
  '2ms',
  'exponential(1ms)',
  'exponential(4ms)',
  'uniform(0ms 3ms)',
  'hyperexponential(1ms 9)',
);
const pause = fc.constantFrom('1ms', 'exponential(3ms)', '0ms');
const patience = fc.constantFrom('1ms', '3ms', '10ms', '40ms');
const few = fc.constantFrom(1, 2, 3, 8);
const balancing = fc.constantFrom<Plain>(
  'round-robin',
  'random',
  'least-connections',
  'least-response-time',
  'key-hash',
  'sticky',
  'weighted',
  { policy: 'power-of-d-choices', d: 2 },
  { policy: 'least-connections', 'read-every': '7ms' },
  'least-loaded',
  'join-idle-queue',
  { policy: 'consistent-hash', 'virtual-nodes': 10, 'balance-factor': 1.5 },
);

/** Half of the time absent. */
function maybe(value: fc.Arbitrary<Plain>): fc.Arbitrary<Plain | undefined> {
  return fc.option(value, { nil: undefined });
}

/** Without the fields that came out absent. */
function fields(shape: Readonly<Record<string, fc.Arbitrary<Plain | undefined>>>): fc.Arbitrary<Fields> {
  return fc.record(shape).map((all) => {
    const present = Object.entries(all).filter((entry): entry is [string, Plain] => entry[1] !== undefined);
    return Object.fromEntries(present);
  });
}

const station = {
  workers: maybe(few),
  queue: maybe(fc.constantFrom<Plain>(0, 2, 20, 'unlimited')),
  discipline: maybe(fc.constantFrom('fifo', 'lifo', 'priority', 'processor-sharing')),
  'abandoned-work': maybe(fc.constantFrom('continue', 'cancel')),
  'when-down': maybe(fc.constantFrom('refuse', 'silent')),
};

function calling(limits: Limits): Record<string, fc.Arbitrary<Plain | undefined>> {
  if (!limits.failures) return { policy: maybe(balancing) };
  return {
    timeout: maybe(patience),
    deadline: maybe(fc.oneof(patience, fc.constant('inherit'))),
    'late-replies': maybe(fc.constantFrom('discard', 'accept')),
    'max-in-flight': maybe(few),
    policy: maybe(balancing),
  };
}

/** The steps of the front; `inside` a branch, where an operation cannot end. */
function steps(limits: Limits, depth: number, inside: boolean): fc.Arbitrary<Plain[]> {
  return fc.array(step(limits, depth, inside), { minLength: depth === 0 ? 0 : 1, maxLength: 3 });
}

function step(limits: Limits, depth: number, inside: boolean): fc.Arbitrary<Fields> {
  const below = depth < 2 ? steps(limits, depth + 1, inside) : fc.constant<Plain[]>([{ wait: '1ms' }]);
  const simple: fc.Arbitrary<Fields>[] = [
    fc.record({ compute: time }),
    fc.record({ wait: pause }),
    fc.constant({ call: 'audit' }),
    fc.constant({ call: 'catalogue' }),
    fc.constant({ call: 'catalogue.write' }),
    fc.constant({ fetch: { from: 'products', else: 'catalogue.read' } }),
    fc.constant({ invalidate: 'products' }),
  ];
  const nested: fc.Arbitrary<Fields>[] = [
    fc.record({ repeat: fc.record({ times: fc.constantFrom(0, 1, 3), do: below }) }),
    fc.record({ choose: fc.array(fc.record({ weight: fc.constantFrom(1, 3), do: below }), { minLength: 1, maxLength: 3 }) }),
    fc.record({ call: fc.constant('audit'), if: fc.constant('$key < 10'), else: below }),
    fc.record({ call: fc.constant('catalogue'), else: below }),
  ];
  if (limits.branches) {
    const branches = depth < 2 ? steps(limits, depth + 1, true) : fc.constant<Plain[]>([{ compute: '1ms' }]);
    nested.push(fc.record({ parallel: fc.array(branches, { minLength: 1, maxLength: 3 }) }));
    simple.push(fc.constant({ call: 'catalogue.scan' }));
  }
  if (!inside && limits.failures) simple.push(fc.record({ respond: fc.constantFrom(200, 404, 500) }));
  return fc.oneof(...simple, ...nested);
}

function workload(limits: Limits): fc.Arbitrary<Fields> {
  return fields({
    target: fc.constantFrom('gateway', 'front'),
    arrivals: fc.constantFrom<Plain>(
      'poisson(200/s)',
      'constant(100/s)',
      { every: 'gamma(5ms 0.5)' },
      { clients: 5, think: 'exponential(5ms)' },
      { clients: 40, think: '20ms', 'ramp-up': '200ms' },
      { bursts: { rate: '1000/s', for: '50ms', pause: 'exponential(200ms)' } },
      {
        stages: [
          { for: '500ms', rate: '100/s' },
          { for: '1s', 'ramp-to': '500/s' },
        ],
      },
    ),
    mix: fc.constantFrom<Plain>(
      { read: 1 },
      { read: 3, write: 1 },
      { read: { weight: 2, priority: 1, size: '2KB' }, write: { weight: 1, priority: 5 } },
    ),
    keys: fc.constantFrom('uniform(20)', 'zipf(0.9 50)', 'hotspot(20% 80% 50)', 'sequential(30)', 'latest(0.9 40)'),
    users: maybe(fc.constantFrom<Plain>(7, { count: 20, pick: 'zipf(0.9)' })),
    ...calling({ ...limits }),
    ...(limits.failures ? { deadline: maybe(patience) } : {}),
  });
}

function front(limits: Limits): fc.Arbitrary<Fields> {
  const calls = fc.record({ catalogue: fields(calling(limits)), audit: fields(calling(limits)) });
  const threads = fields({
    replicas: few,
    ...station,
    cores: maybe(few),
    'worker-during-calls': maybe(fc.constantFrom('held', 'released')),
  });
  const loop = fc.constant<Fields>({ model: 'event-loop' });
  const operations = fc.record({ read: steps(limits, 0, false), '*': steps(limits, 0, false) });
  return fc.record({ base: fc.oneof(threads, loop), operations, calls }).map(({ base, operations, calls }) => ({
    kind: 'service',
    ...base,
    operations,
    calls: withTargets(calls, operations),
  }));
}

/** Only of what is called: to say how something is called that never is, is an error. */
function withTargets(calls: Readonly<Record<string, Fields>>, operations: Plain): Fields {
  const text = JSON.stringify(operations);
  const called = Object.entries(calls).filter(([target]) => text.includes(`"${target}`));
  return Object.fromEntries(called);
}

function nodes(limits: Limits): fc.Arbitrary<Record<string, Fields>> {
  return fc.record({
    gateway: fields({
      targets: fc.constant('front'),
      replicas: few,
      ...station,
      ...calling(limits),
      policy: balancing,
      'health-check': maybe(
        fc.constantFrom<Plain>(
          { interval: '20ms', timeout: '20ms', fall: 1, rise: 1 },
          { interval: '50ms', timeout: '1ms', fall: 2, rise: 3 },
        ),
      ),
      'outlier-ejection': maybe(fc.constantFrom<Plain>({ for: '40ms', consecutive: 2, 'at-most': '50%' }, {})),
      subset: maybe(fc.constantFrom(1, 2, 5)),
      // The one key of calls that a balancer does not have.
      'max-in-flight': fc.constant(undefined),
      returning: fc.constantFrom<Fields>({}, { 'slow-start': '100ms' }, { 'panic-below': '50%', 'slow-start': '30ms' }),
    }).map(({ returning, ...all }) => ({
      kind: 'load-balancer',
      ...all,
      // How targets come back means something only where they can be taken out.
      ...('health-check' in all || 'outlier-ejection' in all ? (returning as Fields) : {}),
    })),
    front: front(limits),
    audit: fields({ replicas: few, ...station, cores: maybe(few) }).map((all) => ({
      kind: 'service',
      ...all,
      operations: { '*': [{ compute: 'exponential(1ms)' }] },
    })),
    products: fields({
      capacity: fc.constantFrom<Plain>(1, 5, 20, 'unlimited', '4KB'),
      policy: fc.constantFrom(
        'lru',
        'fifo',
        'lfu',
        'clock',
        'slru',
        '2q',
        'arc',
        'lirs',
        'sieve',
        's3-fifo',
        'w-tinylfu',
        'gdsf',
        'random',
        'none',
      ),
      admission: maybe(fc.constantFrom<Plain>('tinylfu', { policy: 'size-limit', max: '1KB' })),
      ttl: maybe(fc.constantFrom('5ms', '100ms')),
      inside: maybe(fc.constant('front')),
      'service-time': maybe(time),
    }).map((all) => ({ kind: 'cache', ...all })),
    catalogue: fields({
      shards: few,
      partitioning: maybe(
        fc.constantFrom<Plain>(
          'hash',
          'range',
          'jump',
          'rendezvous',
          'redis-slots',
          'bounded-load',
          { policy: 'consistent-hash', 'virtual-nodes': 5 },
          { policy: 'maglev', 'table-size': 31 },
        ),
      ),
      'service-time': time,
      'value-size': maybe(fc.constantFrom('500B', '3KB')),
      durability: maybe(fc.constantFrom('durable', 'memory')),
      ...station,
    }).map((all) => ({ kind: 'store', ...all, operations: { scan: { scan: { length: 10 } } } })),
  });
}

const fault: fc.Arbitrary<Fields> = fc
  .record({
    what: fc.oneof(
      fc.record({ crash: host() }),
      fc.record({ hang: host() }),
      fc.record({ pause: host() }),
      fc.record({ slow: host(), factor: fc.constantFrom(1.5, 3, 20) }),
      fc.record({ delay: link(), by: fc.constantFrom('1ms', 'exponential(20ms)') }),
      fc.record({ loss: link(), probability: fc.constantFrom('5%', '100%') }),
      fc.record({ throttle: link(), to: fc.constant('20KB/s') }),
      fc.record({ partition: link() }),
    ),
    when: fields({
      at: fc.constantFrom('0s', '100ms', '333ms', '900ms'),
      for: maybe(fc.constantFrom('1ms', '50ms', '300ms')),
    }),
    again: fc.boolean(),
  })
  .map(({ what, when, again }) => ({ ...what, ...when, ...(again && 'for' in when ? { every: '400ms' } : {}) }));

function host(): fc.Arbitrary<string> {
  return fc.constantFrom('front', 'front/0', 'catalogue', 'catalogue#0', 'audit', 'audit/0', 'gateway', 'users');
}

function link(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'users <-> front',
    'users -> gateway',
    'gateway <-> front',
    'front <-> catalogue',
    'front -> audit',
    'audit -> front',
  );
}

function network(limits: Limits): fc.Arbitrary<Plain> {
  return fc.oneof(
    fc.constant<Plain>('none'),
    fields({
      latency: fc.constantFrom('0.1ms', 'exponential(0.5ms)'),
      bandwidth: maybe(fc.constantFrom('10MB/s')),
      ...(limits.failures ? { loss: maybe(fc.constantFrom('1%')), 'unreachable-after': fc.constantFrom('30ms', '1s') } : {}),
    }),
  );
}

/** A valid scenario of about a second, in which anything may meet anything. */
export function randomScenario(limits: Limits): fc.Arbitrary<RandomScenario> {
  return fc
    .record({
      seed: fc.nat(1_000_000),
      warmup: fc.constantFrom('0s', '200ms'),
      drain: limits.failures ? fc.constantFrom('0s', '50ms', '5s') : fc.constant('30s'),
      workloads: fc.record({ users: workload(limits), others: workload(limits) }),
      nodes: nodes(limits),
      network: network(limits),
      faults: limits.failures
        ? fc.dictionary(fc.constantFrom('first', 'second', 'third'), fault, { maxKeys: 3, noNullPrototype: true })
        : fc.constant({}),
    })
    .map((scenario) => ({ sysdesign: '1', title: 'Anything', duration: '1s', ...scenario }));
}

/** The text of a scenario: more than one line, so that it is not taken for the name of a file. */
export function textOf(scenario: Plain): string {
  return JSON.stringify(scenario, null, 1);
}
