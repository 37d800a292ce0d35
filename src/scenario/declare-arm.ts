import type { Catalogue } from '../catalogue/catalogue.js';
import { WorkloadTraffic } from '../catalogue/workload-traffic.js';
import type { Model } from '../environment/model.js';
import type { DeclaredArm } from '../expectations/declared-arm.js';

/** What expectations may ask an arm about. */
export function declareArm(model: Model, catalogue: Catalogue): DeclaredArm {
  const subjects = model.groups.map(({ name, kind, config, instances }) => ({
    name,
    kind,
    instances: instances.map((id) => model.instances[id]!.name),
    operations: kind === 'workload' ? new WorkloadTraffic(config).operations : [],
    metrics: catalogue.kind(kind).metrics,
  }));
  return { name: model.arm, subjects, actions: model.actions.map(({ name }) => name) };
}
