import type { Catalogue } from '../catalogue/catalogue.js';
import { WorkloadTraffic } from '../catalogue/workload-traffic.js';
import type { Model } from '../environment/model.js';
import type { DeclaredArm, DeclaredSubject } from '../expectations/declared-arm.js';
import { Reader } from '../language/reader.js';
import type { MapEntry, MapSource, Source } from '../language/source.js';
import { MAX_INSTANCES } from './limits.js';
import { nodeSchema } from './schema/node-schema.js';
import { workloadSchema } from './schema/workload-schema.js';

/** What expectations may ask an arm about, as far as it is known. */
export interface PartlyDeclared {
  readonly declared: DeclaredArm;
  /** Names about which nothing can be said, since something is wrong with what they stand for. */
  readonly unclear: ReadonlySet<string>;
}

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

/** The same of an arm that has problems, so that those of its expectations are told together with them. */
export function declarePartly(name: string, source: MapSource, catalogue: Catalogue): PartlyDeclared {
  const subjects: DeclaredSubject[] = [];
  const unclear = new Set<string>();
  for (const { key, value } of entriesUnder(source, 'workloads')) {
    const read = workloadSchema(catalogue).read(value, new Reader());
    const operations = read === undefined ? [] : new WorkloadTraffic(read.config).operations;
    // What a replay asks for is not known before its file has been read.
    if (operations.length === 0 || isReplay(value)) unclear.add(key);
    subjects.push({ name: key, kind: 'workload', instances: [key], operations, metrics: catalogue.kind('workload').metrics });
  }
  for (const { key, value } of entriesUnder(source, 'nodes')) {
    const read = nodeSchema(catalogue).read(value, new Reader());
    if (read === undefined || read.inside !== undefined) unclear.add(key);
    if (read === undefined) continue;
    const definition = catalogue.kind(read.kind);
    const { count, separator } = definition.instances(read.config);
    const instances =
      count === 1 ? [key] : Array.from({ length: Math.min(count, MAX_INSTANCES) }, (_, index) => `${key}${separator}${index}`);
    subjects.push({ name: key, kind: read.kind, instances, operations: [], metrics: definition.metrics });
  }
  const actions = [...entriesUnder(source, 'faults'), ...entriesUnder(source, 'changes')].map(({ key }) => key);
  return { declared: { name, subjects, actions }, unclear };
}

function entriesUnder(source: MapSource, key: string): readonly MapEntry[] {
  const value = source.entries.get(key)?.value;
  return value?.kind === 'map' ? [...value.entries.values()] : [];
}

function isReplay(workload: Source): boolean {
  const arrivals = workload.kind === 'map' ? workload.entries.get('arrivals')?.value : undefined;
  return arrivals?.kind === 'map' && arrivals.entries.has('replay');
}
