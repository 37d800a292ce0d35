import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignHosts } from '../../src/engines/live/assign-hosts.js';
import { type LiveOptions, type LiveOutcome, runLive } from '../../src/engines/live/live-run.js';
import type { Model } from '../../src/environment/model.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';

const SCENARIO = `
sysdesign: 1
title: Two servers in two threads
duration: 4s
drain: 1s
workloads:
  users: { target: gateway, arrivals: constant(50/s), timeout: 500ms }
nodes:
  gateway: { kind: load-balancer, targets: api }
  api: { kind: service, replicas: 2, operations: { "*": [{ wait: 2ms }] } }
`;

function modelOf(extra = ''): Model {
  return loadScenarioText(SCENARIO + extra).arms[0]!.model();
}

function threadOf(model: Model, instance: string, threads: number): number {
  const host = model.instances.find(({ name }) => name === instance)!.host;
  return assignHosts(model, threads).findIndex((hosts) => hosts.includes(host));
}

/** What became of the requests that were due in a part of the run, counted by the workload. */
async function measure(model: Model, options: LiveOptions): Promise<LiveOutcome & { lasted: number; users: Outcomes }> {
  const began = performance.now();
  const outcome = await runLive(model, options);
  const users = model.instances.findIndex(({ name }) => name === 'users');
  const tally = [...outcome.measurements.recorders[users]!.tallies.values()][0]!;
  const { issued, ok, failed } = tally.between(0, outcome.measurements.timeline.segmentEdges.length);
  return { ...outcome, lasted: performance.now() - began, users: { issued, ok, failed } };
}

interface Outcomes {
  readonly issued: number;
  readonly ok: number;
  readonly failed: number;
}

describe('a thread that a crash takes', () => {
  it('loses its hosts and no figure, and comes again', async () => {
    const model = modelOf('faults:\n  outage: { at: 1s, for: 1s, crash: api/0, takes: thread }\n');
    expect(threadOf(model, 'api/0', 3)).not.toBe(threadOf(model, 'gateway', 3));
    const { measurements, warnings, users } = await measure(model, { threads: 3, work: 'sleep' });
    expect(warnings).toEqual([]);
    expect(measurements.invariants.filter(({ holds }) => !holds)).toEqual([]);
    expect(users.issued).toBe(199);
    // Of those due in the second of the outage every other one goes to nobody.
    expect(users.failed).toBeGreaterThan(5);
    expect(users.ok).toBeGreaterThan(120);
    const api = measurements.recorders[model.instances.findIndex(({ name }) => name === 'api/0')]!;
    const requests = api.counters.get('requests')!;
    expect(requests.total).toBeGreaterThan(50);
    expect(requests.total).toBeLessThan(90);
  }, 60_000);
});

/** A balancing policy that takes its thread with it when it is asked for the hundredth time; not where it is simulated. */
const DYING_POLICY = `
import { isMainThread } from 'node:worker_threads';
export default { families: { balancing: [{
  name: 'dying', summary: 'Ends its thread.', reference: 'none', engines: ['live'], theory: () => null,
  schema: (vocabulary) => ({ expected: 'nothing', json: () => ({}), read: () => ({}), defaults: {} }),
  create: (_config, { targets }) => {
    let picks = 0;
    return { sent() {}, returned() {}, pick() {
      if (++picks === 100 && !isMainThread) process.exit(3);
      return targets.members[picks % targets.size];
    } };
  },
}] } };
`;

describe('a thread that ends when nobody expects it', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sysdesign-threads-'));
    await writeFile(join(folder, 'dying.mjs'), DYING_POLICY);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is told of in one sentence; errors are counted, and the run ends in time', async () => {
    const plugin = join(folder, 'dying.mjs');
    const { loadPlugins } = await import('../../src/app/load-plugins.js');
    const { catalogue } = await import('../../src/catalogue/catalogue.js');
    await loadPlugins([plugin], catalogue);
    const text = SCENARIO.replace('targets: api', 'targets: api, policy: dying');
    const model = loadScenarioText(text, { catalogue }).arms[0]!.model();
    const { warnings, users, lasted } = await measure(model, { threads: 3, work: 'sleep', plugins: [plugin] });
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings[0]).toMatch(/^A thread was lost in mid-run \(.*\), and with it .*gateway/);
    expect(users.issued).toBe(199);
    expect(users.failed).toBeGreaterThan(20);
    expect(users.ok).toBeGreaterThan(40);
    expect(lasted).toBeLessThan(4000 + 1000 + 10_000);
  }, 60_000);
});
