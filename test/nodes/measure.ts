import { expect } from 'vitest';
import { catalogue } from '../../src/catalogue/catalogue.js';
import { VirtualRun } from '../../src/engines/virtual/virtual-run.js';
import type { Model } from '../../src/environment/model.js';
import { metricTable } from '../../src/metrics/summarize-metrics.js';
import { measuredWindow } from '../../src/metrics/summarize-window.js';
import { loadScenarioText } from '../../src/scenario/load-scenario.js';

/** What one arm measured: by path, in the unit of results. Throws for a path that does not exist. */
export type Measured = (path: string) => number;

const EVENTS = 100_000;

/** Runs a scenario's only arm with poisoned records; every invariant of the run must hold. */
export function measure(yaml: string, set: readonly string[] = []): Measured {
  return measureArms(yaml, set)['base']!;
}

/** By the name of the arm. */
export function measureArms(yaml: string, set: readonly string[] = []): Readonly<Record<string, Measured>> {
  const scenario = loadScenarioText(`sysdesign: 1\ntitle: test\n${yaml}`, { set });
  return Object.fromEntries(scenario.arms.map((arm) => [arm.name, measureModel(arm.model())]));
}

function measureModel(model: Model): Measured {
  const run = new VirtualRun(model, catalogue, { poison: true });
  while (!run.advance(EVENTS));
  const { recorders, timeline, invariants, endedAt } = run.measurements();
  expect(invariants.filter((invariant) => !invariant.holds)).toEqual([]);
  const subjects = model.groups.map(({ name, kind, instances }) => ({
    name,
    kind,
    metrics: catalogue.kind(kind).metrics,
    instances: instances.map((id) => ({ name: model.instances[id]!.name, recorder: recorders[id]! })),
  }));
  const whole = measuredWindow('measured', model.warmup, model.duration, timeline, endedAt)!;
  const table = metricTable(subjects, whole);
  return (path) => {
    const found = table[path];
    if (found === undefined) throw new Error(`${path} was not measured; there are ${Object.keys(table).join(', ')}`);
    return found.value;
  };
}
