import { hitRatioOfFifo, hitRatioOfLru, zipfShares } from '../../oracle/characteristic-time.js';
import { exactOriginRate, hitRatioOfLife, originRate, staleShare } from '../../oracle/time-to-live.js';
import type { Experiment } from '../experiment.js';

function cached(keys: string, cache: string): string {
  return `
workloads:
  readers: { target: front, arrivals: poisson(10k/s), keys: ${keys} }
nodes:
  front: { kind: service, operations: { "*": [{ fetch: { from: products, else: catalogue } }] } }
  products: { kind: cache, ${cache} }
  catalogue: { kind: store }
`;
}

const shares = zipfShares(0.8, 10_000);

const zipf: Experiment[] = [100, 1000, 5000].flatMap((capacity) =>
  (
    [
      ['lru', hitRatioOfLru],
      ['fifo', hitRatioOfFifo],
      // The same, says Gelenbe (1973), where requests do not depend on one another.
      ['random', hitRatioOfFifo],
    ] as const
  ).map(([policy, hitRatio]) => {
    const expected = hitRatio(shares, capacity);
    return {
      name: `${policy} of ${capacity} under zipf(0.8 10k)`,
      yaml: cached('zipf(0.8 10k)', `policy: ${policy}, capacity: ${capacity}`),
      long: { trials: 10, warmup: 20, measured: 20 },
      ...(capacity === 1000 ? { quick: { trials: 10, warmup: 5, measured: 5, wider: 1 } } : {}),
      figures: [{ name: 'hit ratio', metric: 'products.hit-ratio', expected, tolerance: 0.005 / expected, approximate: true }],
    };
  }),
);

/** 10k reads per second of 1000 keys: 10/s for each. */
const lives: Experiment[] = [0.02, 0.1, 0.5].map((life) => ({
  name: `a time to live of ${life} s at 10 reads per second and key`,
  yaml: cached('uniform(1k)', `capacity: unlimited, ttl: ${life * 1000}ms`),
  long: { trials: 10, warmup: 15, measured: 20 },
  ...(life === 0.1 ? { quick: { trials: 10, warmup: 5, measured: 5, wider: 1 } } : {}),
  figures: [{ name: 'hit ratio', metric: 'products.hit-ratio', expected: hitRatioOfLife(10, life), tolerance: 0.03 }],
}));

const updates: Experiment[] = [0.5, 2, 10].map((rate) => ({
  name: `a time to live of 0.5 s at ${rate} updates per second and key`,
  yaml: `
workloads:
  readers: { target: front, arrivals: poisson(10k/s), keys: uniform(1k) }
  writers: { target: catalogue, arrivals: poisson(${rate * 1000}/s), keys: uniform(1k), mix: { write: 1 } }
nodes:
  front: { kind: service, operations: { "*": [{ fetch: { from: products, else: catalogue } }] } }
  products: { kind: cache, capacity: unlimited, ttl: 500ms }
  catalogue: { kind: store }
`,
  long: { trials: 10, warmup: 15, measured: 20 },
  ...(rate === 2 ? { quick: { trials: 10, warmup: 15, measured: 5, wider: 1 } } : {}),
  figures: [
    { name: 'stale share of hits', metric: 'products.stale-ratio', expected: staleShare(rate, 0.5), tolerance: 0.03 },
    { name: 'hit ratio', metric: 'products.hit-ratio', expected: hitRatioOfLife(10, 0.5), tolerance: 0.03 },
  ],
}));

const stampede: Experiment = {
  name: 'a stampede on one key: 100 reads per second, 1 s to live, 200 ms to fill',
  yaml: `
workloads:
  readers: { target: front, arrivals: poisson(100/s), keys: uniform(1) }
nodes:
  front: { kind: service, operations: { "*": [{ fetch: { from: products, else: catalogue } }] } }
  products: { kind: cache, capacity: unlimited, ttl: 1s }
  catalogue: { kind: store, service-time: 200ms }
`,
  long: { trials: 10, warmup: 14, measured: 2000 },
  figures: [
    { name: 'rate at the origin', metric: 'catalogue.load', expected: exactOriginRate(100, 1, 0.2), tolerance: 0.03 },
    {
      name: 'the same, by the usual approximation',
      metric: 'catalogue.load',
      expected: originRate(100, 1, 0.2),
      tolerance: 0.03,
      approximate: true,
    },
  ],
};

export const caching: readonly Experiment[] = [...zipf, ...lives, ...updates, stampede];
