import { meanOfLargest, shareWithSlowPart } from '../../oracle/fan-out.js';
import type { Experiment } from '../experiment.js';

const PARTS = 100;

/** Whoever meets a slow part takes longer than the timeout. */
const slowParts: Experiment = {
  name: 'parallel calls to 100 of which 1% are slow',
  yaml: `
workloads:
  users: { target: root, arrivals: poisson(100/s), timeout: 100ms }
nodes:
  root:
    kind: service
    operations: { "*": [{ parallel: [${Array.from({ length: PARTS }, () => '{ call: leaf }').join(', ')}] }] }
  leaf:
    kind: service
    operations: { "*": [{ choose: [{ weight: 99, do: [{ wait: 10ms }] }, { weight: 1, do: [{ wait: 1s }] }] }] }
`,
  long: { trials: 10, warmup: 2, measured: 100 },
  quick: { trials: 10, warmup: 1, measured: 5, wider: 2 },
  figures: [{ name: 'slow requests', metric: 'users.errors.ratio', expected: shareWithSlowPart(PARTS, 0.01), tolerance: 0.03 }],
};

const parallel: Experiment[] = [2, 10, 50].map((parts) => ({
  name: `parallel waits of ${parts} exponentials`,
  yaml: `
workloads:
  users: { target: root, arrivals: poisson(1000/s) }
nodes:
  root:
    kind: service
    operations: { "*": [{ parallel: [${Array.from({ length: parts }, () => '{ wait: exponential(1ms) }').join(', ')}] }] }
`,
  long: { trials: 10, warmup: 1, measured: 10 },
  ...(parts === 10 ? { quick: { trials: 10, warmup: 1, measured: 5, wider: 1 } } : {}),
  figures: [{ name: 'latency', metric: 'users.latency.mean', expected: meanOfLargest(parts), tolerance: 0.03 }],
}));

const scans: Experiment[] = [4, 16, 64].map((shards) => ({
  name: `a scan of ${shards} shards`,
  yaml: `
workloads:
  users: { target: orders, arrivals: poisson(1000/s), mix: { scan: 1 }, keys: uniform(10k) }
nodes:
  orders:
    kind: store
    shards: ${shards}
    service-time: exponential(1ms)
    operations: { scan: { scan: { length: 10k } } }
`,
  long: { trials: 10, warmup: 1, measured: 10 },
  ...(shards === 16 ? { quick: { trials: 10, warmup: 1, measured: 5, wider: 1 } } : {}),
  figures: [{ name: 'latency', metric: 'users.latency.mean', expected: meanOfLargest(shards), tolerance: 0.03 }],
}));

export const fanOut: readonly Experiment[] = [slowParts, ...parallel, ...scans];
