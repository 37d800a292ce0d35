import { expect } from 'vitest';
import { catalogue } from '../../src/catalogue/catalogue.js';
import { type LiveOptions, runLive } from '../../src/engines/live/live-run.js';
import { MILLISECOND } from '../../src/core/time.js';
import { Histogram } from '../../src/metrics/histogram.js';
import { LAG } from '../../src/metrics/summarize-machine.js';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { Model } from '../../src/environment/model.js';
import type { Measurements } from '../../src/metrics/measurements.js';
import type { MetricTable } from '../../src/metrics/run-result.js';
import { metricTable } from '../../src/metrics/summarize-metrics.js';
import { measuredWindow } from '../../src/metrics/summarize-window.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';

const EVENTS = 100_000;

export interface Both {
  readonly virtual: MetricTable;
  readonly live: MetricTable;
  /** How much later than due one request in a hundred left in the live run, in ms. */
  readonly lag: number;
}

/** Runs a scenario's only arm in both engines, the live one in real threads over real sockets; every invariant of both must hold. */
export async function measureBoth(yaml: string, options: LiveOptions): Promise<Both> {
  const model = modelOf(yaml);
  const { measurements: live, warnings } = await runLive(model, { ...options, poison: true });
  expect(warnings).toEqual([]);
  return { virtual: measureVirtual(yaml), live: tableOf(model, live), lag: lagOf(live) };
}

/** `changes` as with --set. */
export function measureVirtual(yaml: string, changes: readonly string[] = []): MetricTable {
  const model = modelOf(yaml, changes);
  const run = new VirtualRun(model, catalogue, { poison: true });
  while (!run.advance(EVENTS));
  return tableOf(model, run.measurements());
}

function modelOf(yaml: string, changes: readonly string[] = []): Model {
  return loadScenarioText(yaml, { set: changes }).arms[0]!.model();
}

function lagOf({ recorders, timeline }: Measurements): number {
  const lag = new Histogram();
  for (const { histograms } of recorders) {
    const part = histograms.get(LAG)?.between(0, timeline.segmentEdges.length);
    if (part !== undefined) lag.merge(part);
  }
  expect(lag.count).toBeGreaterThan(0);
  return lag.quantile(0.99) / MILLISECOND;
}

function tableOf(model: Model, { recorders, timeline, invariants, endedAt }: Measurements): MetricTable {
  expect(invariants.filter((invariant) => !invariant.holds)).toEqual([]);
  const subjects = model.groups.map(({ name, kind, instances }) => ({
    name,
    kind,
    metrics: catalogue.kind(kind).metrics,
    instances: instances.map((id) => ({ name: model.instances[id]!.name, recorder: recorders[id]! })),
  }));
  return metricTable(subjects, measuredWindow('measured', model.warmup, model.duration, timeline, endedAt)!);
}
