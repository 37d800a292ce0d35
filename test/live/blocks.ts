import type { Differences } from './agreement.js';

/**
 * A small system with users of its own, beside all others in one scenario: a live run takes its time, and one run shows
 * them all. In every name `@` stands for the block's own name.
 */
export interface Block {
  readonly name: string;
  readonly shows: string;
  readonly workloads: string;
  readonly nodes: string;
  readonly links?: string;
  readonly faults?: string;
  /** What may differ, and why. */
  readonly differences?: Differences;
  /** Why figures may differ more: what a millisecond at one place decides at another. */
  readonly touchy?: string;
}

const HEAD = 'target: @api, keys: zipf(0.9 60)';
/** Half of the run is without the node, or with a worse one. */
const FAULT = 'at: 500ms, for: 400ms';

export const BLOCKS: readonly Block[] = [
  {
    name: 'steps',
    shows: 'steps that compute, wait, choose, repeat, branch and respond',
    workloads: `@users: { ${HEAD}, arrivals: constant(50/s), mix: { read: 3, write: 1 } }`,
    nodes: `
@api:
  kind: service
  replicas: 2
  operations:
    read:
      - compute: 1ms
      - repeat: { times: 3, do: [ { wait: 2ms } ] }
      - choose:
          - { weight: 3, do: [ { wait: 1ms } ] }
          - { weight: 1, do: [ { respond: 404 } ] }
    write:
      - parallel:
          - wait: 4ms
          - - compute: 1ms
            - wait: 2ms
      - if: $key < 30
        respond: 201
`,
  },
  {
    name: 'instead',
    shows: 'calls that time out, and what is done instead',
    workloads: '@users: { target: @api, keys: zipf(0.9 60), arrivals: constant(40/s) }',
    nodes: `
@api:
  kind: service
  operations:
    "*":
      - call: @slow
        else: [ { call: @quick } ]
  calls: { @slow: { timeout: 60ms } }
@slow: { kind: service, operations: { "*": [ { if: $key < 5, wait: 300ms }, { wait: 1ms } ] } }
@quick: { kind: service, operations: { "*": [ { wait: 2ms } ] } }
`,
  },
  {
    name: 'inside',
    shows: 'a cache inside each replica before a store of several shards',
    workloads: `@users: { ${HEAD}, arrivals: poisson(100/s), mix: { read: 4, write: 1 }, size: 2KB }`,
    nodes: `
@api:
  kind: service
  replicas: 2
  operations:
    read: [ { fetch: { from: @near, else: @db } } ]
    write: [ { call: @db }, { invalidate: @near } ]
@near: { kind: cache, capacity: 40, inside: @api }
@db: { kind: store, shards: 3, workers: 4, service-time: 3ms, value-size: 1KB }
`,
  },
  {
    name: 'levels',
    shows: 'two caches in a row, of which the far one forgets',
    workloads: `@users: { ${HEAD}, arrivals: poisson(100/s) }`,
    nodes: `
@api: { kind: service, operations: { "*": [ { fetch: { from: [ @near, @far ], else: @db } } ] } }
@near: { kind: cache, capacity: 3, policy: fifo, service-time: 0.2ms }
@far: { kind: cache, capacity: 60, replicas: 2, ttl: 200ms, service-time: 1ms }
@db: { kind: store, partitioning: range, shards: 2, service-time: exponential(4ms) }
`,
  },
  {
    name: 'balanced',
    shows: 'a balancer before replicas that differ',
    workloads: `@users: { ${HEAD}, arrivals: constant(100/s) }`,
    nodes: `
@api: { kind: load-balancer, targets: @backend, policy: { policy: weighted, weights: [ 3, 1 ] } }
@backend: { kind: service, replicas: 2, operations: { "*": [ { wait: 2ms } ] } }
`,
  },
  {
    name: 'full',
    shows: 'a queue that overflows',
    touchy: 'who comes a millisecond later finds another place in the queue',
    workloads: `@users: { ${HEAD}, arrivals: constant(100/s) }`,
    nodes: `
@api: { kind: service, workers: 1, queue: 3, operations: { "*": [ { wait: 40ms } ] } }
`,
  },
  {
    name: 'lines',
    shows: 'lines in which the last comes first, or who matters most',
    touchy: 'who comes a millisecond later to an overloaded line may wait for a whole round, or be rejected',
    workloads: `@users: { ${HEAD}, arrivals: constant(60/s), mix: { read: { weight: 1, priority: 0 }, write: { weight: 1, priority: 5 } } }`,
    nodes: `
@api: { kind: service, workers: 2, queue: 5, discipline: priority, operations: { "*": [ { call: @back }, { wait: 60ms } ] } }
@back: { kind: service, workers: 1, discipline: lifo, operations: { "*": [ { wait: 5ms } ] } }
`,
  },
  {
    name: 'closed',
    shows: 'clients who wait for their answer and think',
    workloads: `@users: { ${HEAD}, arrivals: { clients: 5, think: 40ms } }`,
    nodes: `
@api: { kind: service, operations: { "*": [ { wait: 60ms } ] } }
`,
    differences: [[/requests|throughput|load|count$/, 'clients who wait longer for their answer ask less often']],
  },
  {
    name: 'impatient',
    shows: 'requests that are given up, and the work for them too',
    workloads: `@users: { ${HEAD}, arrivals: constant(30/s), timeout: 100ms }`,
    nodes: `
@api: { kind: service, abandoned-work: cancel, operations: { "*": [ { wait: 1ms }, { call: @back } ] } }
@back: { kind: service, abandoned-work: cancel, operations: { "*": [ { if: $key < 4, wait: 400ms }, { wait: 1ms } ] } }
`,
  },
  {
    name: 'crashing',
    shows: 'a crash, after which caches are empty',
    workloads: `@users: { ${HEAD}, arrivals: constant(100/s), mix: { read: 9, write: 1 } }`,
    nodes: `
@api:
  kind: service
  replicas: 2
  operations:
    read: [ { fetch: { from: @near, else: @db } } ]
    write: [ { call: @db }, { invalidate: @near } ]
@near: { kind: cache, capacity: 40, inside: @api }
@db: { kind: store, service-time: 2ms }
`,
    faults: `@outage: { ${FAULT}, crash: @api/0 }`,
    differences: [[/status-1\.(count|ratio)$/, 'whether a request is under way at the instant of the crash is chance']],
  },
  {
    name: 'silent',
    shows: 'a host that is gone without a word',
    workloads: `@users: { ${HEAD}, arrivals: constant(50/s), timeout: 200ms }`,
    nodes: `
@api: { kind: service, when-down: silent, operations: { "*": [ { wait: 2ms } ] } }
`,
    faults: `@outage: { ${FAULT}, crash: @api }`,
  },
  {
    name: 'halting',
    shows: 'hosts that pause, are slow, and are cut off from each other',
    workloads: `@users: { ${HEAD}, arrivals: constant(50/s), timeout: 300ms }`,
    nodes: `
@api: { kind: service, operations: { "*": [ { compute: 1ms }, { call: @back }, { call: @side } ] } }
@back: { kind: service, cores: 2, operations: { "*": [ { compute: 2ms } ] } }
@side: { kind: service, operations: { "*": [ { wait: 1ms } ] } }
`,
    faults: `
@stop: { at: 400ms, for: 100ms, pause: @back }
@crawl: { at: 600ms, for: 200ms, slow: @back, factor: 5 }
@cut: { at: 900ms, for: 100ms, partition: @api <-> @side }
`,
  },
  {
    name: 'far',
    shows: 'a network that delays, loses and is narrow',
    workloads: `@users: { ${HEAD}, arrivals: constant(50/s), size: 10KB, timeout: 200ms }`,
    nodes: `
@api: { kind: service, operations: { "*": [ { call: @back } ] } }
@back: { kind: store, service-time: 1ms, value-size: 50KB }
`,
    links: '@api <-> @back: { latency: 2ms, bandwidth: 20MB/s, loss: 3% }',
    faults: `@late: { ${FAULT}, delay: @api -> @back, by: 20ms }`,
  },
  {
    name: 'shared',
    shows: 'cores that are shared among all who compute',
    workloads: `@users: { ${HEAD}, arrivals: constant(50/s) }`,
    nodes: `
@api: { kind: service, cores: 1, discipline: processor-sharing, operations: { "*": [ { call: @disk }, { compute: 4ms } ] } }
@disk: { kind: service, model: event-loop, operations: { "*": [ { compute: 2ms } ] } }
`,
  },
  {
    name: 'checked',
    shows: 'a balancer that asks replicas how they are, of which one hangs',
    touchy: 'how many requests go to a replica that hangs depends on when it was asked last',
    workloads: `@users: { ${HEAD}, arrivals: constant(60/s), timeout: 150ms }`,
    nodes: `
@api:
  kind: load-balancer
  targets: @backend
  health-check: { interval: 50ms, timeout: 40ms, fall: 2, rise: 2 }
@backend: { kind: service, replicas: 3, operations: { "*": [ { wait: 2ms } ] } }
`,
    faults: `@stuck: { ${FAULT}, hang: @backend/1 }`,
  },
  {
    name: 'ring',
    shows: 'a ring of shards that are scanned, over a link that becomes narrow',
    workloads: `@users: { ${HEAD}, arrivals: constant(50/s), mix: { read: 4, write: 2, list: 1 } }`,
    nodes: `
@api:
  kind: store
  shards: 3
  partitioning: { policy: consistent-hash, virtual-nodes: 32 }
  service-time: 2ms
  value-size: 4KB
  operations: { list: { scan: { length: 10 }, service-time: 5ms } }
`,
    links: '@users <-> @api: { bandwidth: 10MB/s }',
    faults: `@narrow: { ${FAULT}, throttle: @api -> @users, to: 200KB/s }`,
  },
];

/** All blocks as one scenario. */
export function scenarioOf(blocks: readonly Block[]): string {
  const section = (key: string, text: (block: Block) => string | undefined): string => {
    const lines = blocks.flatMap((block) => (text(block) ?? '').replaceAll('@', `${block.name}-`).trim().split('\n'));
    return `${key}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
  };
  return `sysdesign: 1
title: Everything at once
duration: 1.2s
warmup: 200ms
network: { latency: 1ms }
${section('workloads', ({ workloads }) => workloads)}${section('nodes', ({ nodes }) => nodes)}${section('links', ({ links }) => links)}${section('faults', ({ faults }) => faults)}`;
}
