import type { Catalogue } from '../catalogue/catalogue.js';
import type { Model } from '../environment/model.js';
import { type RunControl, runInline } from '../executors/inline.js';
import type { InvariantResult } from '../metrics/measurements.js';
import type { ArmResult } from '../metrics/run-result.js';
import { summarize } from '../metrics/summarize.js';
import { actionResults } from './action-results.js';

export interface MeasuredArm {
  readonly result: ArmResult;
  readonly invariants: readonly InvariantResult[];
  readonly interrupted: boolean;
}

/** Runs one trial of one arm, and reads off what it measured. */
export async function measureArm(
  model: Model,
  settings: string,
  catalogue: Catalogue,
  control: RunControl,
): Promise<MeasuredArm> {
  const measurements = await runInline(model, catalogue, control);
  const subjects = model.groups.map((group) => ({
    name: group.name,
    kind: group.kind,
    metrics: catalogue.kind(group.kind).metrics,
    instances: group.instances.map((id) => ({ name: model.instances[id]!.name, recorder: measurements.recorders[id]! })),
  }));
  const plan = {
    arm: model.arm,
    settings,
    subjects,
    warmup: model.warmup,
    duration: model.duration,
    windows: model.windows,
    actions: actionResults(model.actions, model.duration),
    operations: model.operations,
    instances: model.instances,
    traced: model.traced === undefined ? undefined : `${model.traced.workload}/${model.traced.request}`,
  };
  return { result: summarize(plan, measurements), invariants: measurements.invariants, interrupted: measurements.interrupted };
}
