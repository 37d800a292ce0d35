import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import { displayWidth } from '../../reporters/display-width.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import { upPage } from './page.js';

const MODEL = loadScenarioText(`
sysdesign: 1
title: A small shop
duration: 10s
workloads:
  users: { target: gateway, arrivals: poisson(10/s) }
nodes:
  gateway: { kind: load-balancer, targets: api }
  api:
    kind: service
    replicas: 5
    workers: 4
    operations:
      read: [ { fetch: { from: products, else: catalogue } } ]
      write: [ { call: catalogue }, { call: audit.write } ]
  products: { kind: cache, capacity: 50, inside: api }
  catalogue: { kind: store, shards: 2, service-time: 1ms }
  audit: { kind: store, service-time: 1ms }
`).arms[0]!.model();

const PORTS = MODEL.hosts.map(({ name }, host) => (name === 'users' ? undefined : 20_100 + host));

function page(width: number, colour = false, load = false, servers: string[] = []): string {
  return upPage({ model: MODEL, ports: PORTS, metricsPort: 20_999, servers, load }, catalogue, { width, colour });
}

describe('the page of a system that is up', () => {
  it('says who listens where, who calls whom, and what to try', () => {
    expect(page(80)).toBe(`A small shop is up

  gateway (load-balancer) → api
    http://127.0.0.1:20108
  api (5 × service) → products, catalogue, audit
    api/0 http://127.0.0.1:20100   api/1 http://127.0.0.1:20101
    api/2 http://127.0.0.1:20102   api/3 http://127.0.0.1:20103
    api/4 http://127.0.0.1:20104
    products (cache inside api)
  catalogue (2 × store)
    catalogue#0 http://127.0.0.1:20106   catalogue#1 http://127.0.0.1:20107
  audit (store)
    http://127.0.0.1:20105

requests   none but yours; --load starts the workloads:
           curl -i http://127.0.0.1:20108/17
metrics    http://127.0.0.1:20999/metrics
faults     sysdesign fault crash api/4
end        Ctrl-C
`);
  });

  it('uses the room of a wider terminal, and fits into a narrow one', () => {
    expect(page(120)).toContain(
      '    api/0 http://127.0.0.1:20100   api/1 http://127.0.0.1:20101   api/2 http://127.0.0.1:20102\n',
    );
    for (const width of [60, 80, 120]) {
      for (const line of page(width).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('names the workloads where they send', () => {
    expect(page(80, false, true)).toContain('  users (workload) → gateway\n  gateway (load-balancer)');
    expect(page(80, false, true)).toContain('the workloads send theirs');
  });

  it('says which real servers stand for nodes', () => {
    expect(page(80, false, false, ['products: Redis 7.2 at 127.0.0.1:6379, already running', 'catalogue: Postgres 16']))
      .toContain(`
servers    products: Redis 7.2 at 127.0.0.1:6379, already running
           catalogue: Postgres 16
metrics `);
  });

  it('says nothing by colour alone', () => {
    // eslint-disable-next-line no-control-regex -- the escape character is what a colour begins with
    expect(page(80, true).replaceAll(/\u001b\[\d+m/g, '')).toBe(page(80));
    expect(page(80, true)).not.toBe(page(80));
  });
});
