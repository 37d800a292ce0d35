import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/catalogue.js';
import type { Model } from '../../environment/model.js';
import { runInline } from '../../executors/inline.js';
import type { Measurements } from '../../metrics/measurements.js';
import { loadScenarioText } from '../../scenario/load-scenario.js';
import { prometheusText } from './prometheus.js';

const SCENARIO = `
sysdesign: 1
title: A "small" shop \\ with a cache
seed: 3
duration: 20s
workloads:
  users: { target: api, arrivals: poisson(200/s), mix: { read: 9, write: 1 }, keys: zipf(0.9 500), timeout: 60ms }
nodes:
  api:
    kind: service
    replicas: 2
    workers: 4
    operations:
      read: [ { compute: exponential(5ms) }, { fetch: { from: products, else: catalogue } } ]
      write: [ { call: catalogue } ]
  products: { kind: cache, capacity: 50 }
  catalogue: { kind: store, workers: 2, service-time: exponential(8ms) }
`;

interface Parsed {
  readonly help: string;
  readonly type: string;
  readonly samples: { readonly name: string; readonly labels: Record<string, string>; readonly value: number }[];
}

/** As strict as the specification of the text format: what comes is in groups, and each group says first what it is. */
function parse(text: string): Map<string, Parsed> {
  const families = new Map<string, Parsed>();
  let current: { name: string; family: Parsed } | undefined;
  let help: { name: string; text: string } | undefined;
  expect(text.endsWith('\n')).toBe(true);
  for (const line of text.slice(0, -1).split('\n')) {
    const helpLine = /^# HELP ([a-z_]+) (.+)$/.exec(line);
    const typeLine = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line);
    if (helpLine !== null) help = { name: helpLine[1]!, text: helpLine[2]! };
    else if (typeLine !== null) {
      expect(help?.name).toBe(typeLine[1]);
      expect(families.has(typeLine[1]!)).toBe(false);
      current = { name: typeLine[1]!, family: { help: help!.text, type: typeLine[2]!, samples: [] } };
      families.set(current.name, current.family);
    } else {
      const sample = /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\["\\n])*",?)+)\})? (\+Inf|[-+.e\d]+)$/.exec(line);
      expect(sample, line).not.toBeNull();
      const labels = [...(sample![2] ?? '').matchAll(/([a-z]+)="((?:[^"\\]|\\.)*)"/g)].map(
        ([, name, value]) => [name!, value!] as const,
      );
      const suffix = sample![1]!.slice(current!.name.length);
      expect(current!.family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).toContain(suffix);
      expect(sample![1]!.startsWith(current!.name)).toBe(true);
      current!.family.samples.push({
        name: sample![1]!,
        labels: Object.fromEntries(labels),
        value: Number(sample![3]!.replace('+Inf', 'Infinity')),
      });
    }
  }
  return families;
}

let model: Model;
let measurements: Measurements;
let families: Map<string, Parsed>;
let text: string;
beforeAll(async () => {
  const loaded = loadScenarioText(SCENARIO);
  model = loaded.arms[0]!.model();
  measurements = await runInline(model, catalogue, {});
  const recorded = model.instances.map((instance, self) => {
    const group = model.groups[instance.group]!;
    return {
      node: group.name,
      name: instance.name,
      metrics: catalogue.kind(group.kind).metrics,
      recorder: measurements.recorders[self]!,
    };
  });
  text = prometheusText({ title: loaded.title, uptimeSeconds: 20, recorded, faults: [{ name: 'outage', kind: 'crash' }] });
  families = parse(text);
});

function value(family: string, labels: Record<string, string>, suffix = ''): number {
  const found = families
    .get(family)!
    .samples.filter(
      (sample) =>
        sample.name === family + suffix && Object.entries(labels).every(([name, wanted]) => sample.labels[name] === wanted),
    );
  return found.reduce((sum, sample) => sum + sample.value, 0);
}

describe('the metrics of a running scenario', () => {
  it('are what was recorded, in base units', () => {
    const api = model.instances.findIndex(({ name }) => name === 'api/1');
    const { counters, histograms, timeline } = measurements.recorders[api]!;
    expect(value('sysdesign_node_requests_total', { name: 'api/1' })).toBe(counters.get('requests')!.total);
    expect(counters.get('requests')!.total).toBeGreaterThan(1000);
    const service = histograms.get('service')!.between(0, timeline.segmentEdges.length);
    expect(value('sysdesign_node_service_seconds', { name: 'api/1' }, '_count')).toBe(service.count);
    expect(value('sysdesign_node_service_seconds', { name: 'api/1' }, '_sum')).toBeCloseTo(service.sum / 1e9, 9);
    expect(value('sysdesign_node_workers', { node: 'api' })).toBe(8);
  });

  it('say what they mean in the words of the results', () => {
    expect(families.get('sysdesign_node_hits_total')!.help).toBe('Reads that found their entry');
    expect(families.get('sysdesign_node_evicted_total')!.help).toBe('Entries thrown out for lack of room');
    expect(families.get('sysdesign_node_waiting_seconds')!.type).toBe('histogram');
    expect([...families.values()].filter(({ help }) => help.length < 5)).toEqual([]);
  });

  it('count each request of a workload by how it ended', () => {
    const outcomes = ['ok', 'failed', 'rejected', 'timed-out'];
    const ended = outcomes.map((outcome) => value('sysdesign_workload_requests_total', { outcome }));
    expect(ended[0]).toBe(value('sysdesign_workload_latency_seconds', {}, '_count'));
    expect(ended[3]).toBeGreaterThan(0);
    expect(ended.reduce((sum, one) => sum + one, 0)).toBe(value('sysdesign_workload_issued_total', {}));
  });

  it('have buckets that rise to the count, and agree with the values behind them', () => {
    for (const [name, { type, samples }] of families) {
      if (type !== 'histogram') continue;
      for (const infinite of samples.filter(({ labels }) => labels['le'] === '+Inf')) {
        const own = samples.filter(
          ({ name: sample, labels }) =>
            sample === `${name}_bucket` &&
            JSON.stringify({ ...labels, le: '' }) === JSON.stringify({ ...infinite.labels, le: '' }),
        );
        const counts = own.map((sample) => sample.value);
        expect(counts).toEqual(counts.toSorted((left, right) => left - right));
        const { le: _le, ...labels } = infinite.labels;
        expect(infinite.value).toBe(value(name, labels, '_count'));
      }
    }
    const users = measurements.recorders[model.instances.findIndex(({ name }) => name === 'users')]!;
    const latency = users.tallies.get('read')!.latency.between(0, users.timeline.segmentEdges.length);
    const upTo = (le: string): number =>
      value('sysdesign_workload_latency_seconds', { operation: 'read', le }, '_bucket') / latency.count;
    for (const share of [0.1, 0.5, 0.9]) {
      const quantile = latency.quantile(share) / 1e9;
      for (const le of ['0.001', '0.0025', '0.005', '0.01', '0.025', '0.05', '0.1']) {
        if (Number(le) > quantile * 1.002) expect(upTo(le)).toBeGreaterThanOrEqual(share);
        if (Number(le) < quantile * 0.998) expect(upTo(le)).toBeLessThanOrEqual(share);
      }
    }
  });

  it('name the scenario and the faults in force, whatever characters they hold', () => {
    expect(text).toContain('sysdesign_info{title="A \\"small\\" shop \\\\ with a cache"} 1\n');
    expect(value('sysdesign_fault_active', { fault: 'outage', kind: 'crash' })).toBe(1);
    expect(text).not.toContain('slowest');
  });
});
