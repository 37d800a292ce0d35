/** What `sysdesign init` writes: a scenario that runs as it is, and says what each part means. */
export const STARTER = `# A scenario: who asks, who answers, and what is expected. Run it with: sysdesign run scenario.yaml
# \`sysdesign list\` shows everything that can be written here; \`sysdesign validate\` checks a file without running it.
sysdesign: 1                          # version of the language
title: Does a cache keep the catalogue fast?
seed: 7                               # the same seed gives the same figures, everywhere
duration: 60s
warmup: 10s                           # measured from here on
parameters: { load: 400/s }           # used as $load; change it with --set parameters.load=600/s

workloads:
  shoppers:
    target: api                       # whom they ask
    arrivals: poisson($load)          # open loop: they come whether or not the answers do
    mix: { read: 95, write: 5 }       # operations and their weights
    keys: zipf(0.9 10k)               # 10,000 products, some far more popular than others
    timeout: 1s

nodes:
  api:
    kind: service
    replicas: 2
    workers: 16                       # requests in progress at once, in each replica
    operations:
      read:
        - compute: 0.5ms
        - fetch: { from: products, else: catalogue }
      write:
        - call: catalogue
        - invalidate: products
  products: { kind: cache, policy: lru, capacity: 2000, ttl: 30s, service-time: 0.1ms }
  catalogue:
    kind: store
    workers: 4
    service-time: exponential(8ms)    # the mean; drawn for each request

network: { latency: exponential(0.3ms) }

# The same scenario more than once, under the same random numbers, with one thing changed in each.
arms:
  cached: {}
  tiny-cache: { nodes.products.capacity: 10 }

expect:                               # what must come out; exit code 1 if it does not
  - cached.shoppers.latency.p99 < 100ms
  - cached.products.hit-ratio > tiny-cache.products.hit-ratio
  - shoppers.errors.ratio < 1%
`;
