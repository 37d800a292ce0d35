import type { Catalogue } from '../catalogue/catalogue.js';
import type { Model } from '../environment/model.js';
import type { RunControl } from '../executors/inline.js';
import type { InvariantResult, Measurements } from '../metrics/measurements.js';
import type { ArmResult } from '../metrics/run-result.js';
import { summarize } from '../metrics/summarize.js';
import { actionResults } from './action-results.js';
import type { TracedRequest } from './traced-request.js';

export interface MeasuredArm {
  readonly result: ArmResult;
  readonly invariants: readonly InvariantResult[];
  readonly interrupted: boolean;
}

/** Brings a Model to life, somewhere, and measures it. */
export type RunModel = (model: Model, catalogue: Catalogue, control: RunControl) => Promise<Measurements>;

/** Runs one trial of one arm, and reads off what it measured. */
export async function measureArm(
  runModel: RunModel,
  untraced: Model,
  settings: string,
  catalogue: Catalogue,
  control: RunControl,
  trace?: TracedRequest,
): Promise<MeasuredArm> {
  const model = trace === undefined ? untraced : await tracing(runModel, trace, untraced, catalogue, control);
  const measurements = await runModel(model, catalogue, control);
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

/** Which request was the slowest is known only after a run; the next one, under the same seed, traces it. */
async function tracing(
  runModel: RunModel,
  { workload, request }: TracedRequest,
  model: Model,
  catalogue: Catalogue,
  control: RunControl,
): Promise<Model> {
  if (request !== 'slowest') return { ...model, traced: { workload, request } };
  const { recorders } = await runModel(model, catalogue, control);
  const group = model.groups.find(({ name }) => name === workload);
  const numbers = (group?.instances ?? []).map((id) => recorders[id]!.level('slowest-request').value);
  return { ...model, traced: { workload, request: Math.max(0, ...numbers) } };
}
