/** A scenario without a mistake, in which each case makes one. */
export const SHOP = `sysdesign: 1
title: A shop
seed: 7
duration: 60s
warmup: 10s
parameters: { load: 2000/s }
workloads:
  shoppers:
    target: gateway
    arrivals: poisson($load)
    mix: { read: 95, write: 5 }
    keys: zipf(0.9 100k)
    timeout: 1s
nodes:
  gateway: { kind: load-balancer, targets: api, policy: least-connections }
  api:
    kind: service
    replicas: 4
    workers: 8
    operations:
      read:
        - compute: lognormal(0.4ms 0.2ms)
        - fetch: { from: products, else: catalogue }
      write:
        - call: catalogue
  products: { kind: cache, inside: api, policy: lru, capacity: 10k, ttl: 30s }
  catalogue: { kind: store, shards: 4, workers: 16, service-time: exponential(8ms) }
network: { latency: exponential(0.3ms) }
links:
  shoppers <-> gateway: { latency: 20ms }
faults:
  outage: { at: 30s, for: 5s, crash: api/2 }
arms:
  short: { nodes.products.ttl: 1s }
  long: { nodes.products.ttl: 60s }
expect:
  - shoppers[read].latency.p99 < 100ms
  - long.products.hit-ratio > short.products.hit-ratio
fails-with:
  - { nodes.products.capacity: 1 }
`;

/** The shop with one thing changed. */
export function shop(from: string, to: string): string {
  if (!SHOP.includes(from)) throw new Error(`the shop has no ${from}`);
  return SHOP.replace(from, to);
}
