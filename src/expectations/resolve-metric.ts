import { nearest } from '../core/nearest.js';
import type { Unit } from '../metrics/declaration.js';
import type { MetricNode } from '../language/expression/expression.js';
import type { DeclaredArm, DeclaredSubject } from './declared-arm.js';
import { metricNamed, metricNames } from './metric-names.js';

/** A metric path with every part of it known. */
export interface ResolvedMetric {
  /** null where the path names no arm and so stands for each. */
  readonly arm: string | null;
  /** Its subjects as results name them, such as `api/2` or `shoppers[read]`; several where the path has a `*`. */
  readonly subjects: readonly string[];
  /** `api/*` where the path has a `*`. */
  readonly wildcard: string | null;
  readonly metric: string;
  readonly unit: Unit;
  readonly zeroWhenAbsent: boolean;
}

export interface Unresolved {
  readonly message: string;
  readonly hint: string | undefined;
}

/** What a metric path stands for in one of the arms. */
export function resolveMetric(node: MetricNode, arm: DeclaredArm, arms: readonly DeclaredArm[]): ResolvedMetric | Unresolved {
  const named = namedArm(node, arms);
  const rest = named === null ? node.path.head : node.path.head.slice(1);
  const home = named ?? arm;
  const address = rest[0] ?? '';
  const subject = home.subjects.find(({ name }) => name === groupOf(address));
  if (subject === undefined) return unknownSubject(address, home, arms);
  const instances = instancesAt(address, subject);
  if (instances === null) return unknownInstance(address, subject);
  const { operation } = node.path;
  if (operation !== null && !subject.operations.includes(operation)) return unknownOperation(operation, subject);
  const name = [...rest.slice(1), ...node.path.tail].join('.');
  const metric = metricNamed(subject, name);
  if (metric === undefined) return unknownMetric(name, subject);
  return {
    arm: named?.name ?? null,
    subjects: operation === null ? instances : instances.map((instance) => `${instance}[${operation}]`),
    wildcard: address.endsWith('*') ? address : null,
    metric: metric.name,
    unit: metric.unit,
    zeroWhenAbsent: metric.zeroWhenAbsent,
  };
}

/** The arm that a path begins with; a path whose first part could also be a subject means the arm only if a subject follows. */
export function namedArm(node: MetricNode, arms: readonly DeclaredArm[]): DeclaredArm | null {
  const [first, second] = node.path.head;
  const arm = arms.find(({ name }) => name === first);
  if (arm === undefined || second === undefined) return null;
  const isSubject = arms.some(({ subjects }) => subjects.some(({ name }) => name === first));
  return isSubject && !arm.subjects.some(({ name }) => name === groupOf(second)) ? null : arm;
}

function groupOf(address: string): string {
  return address.split(/[/#]/)[0]!;
}

function instancesAt(address: string, subject: DeclaredSubject): readonly string[] | null {
  if (address === subject.name) return [subject.name];
  if (address.endsWith('*')) return instancesMatching(address, subject);
  if (subject.instances.includes(address)) return [address];
  // The only instance is called like its subject, yet `api/0` must go on meaning it when `replicas` becomes 1.
  return subject.instances.length === 1 && /^[^/#]+[/#]0$/.test(address) ? [subject.name] : null;
}

function instancesMatching(address: string, subject: DeclaredSubject): readonly string[] | null {
  if (subject.instances.length === 1) return [subject.name];
  const matching = subject.instances.filter((instance) => instance.startsWith(address.slice(0, -1)));
  return matching.length === 0 ? null : matching;
}

function unknownSubject(address: string, arm: DeclaredArm, arms: readonly DeclaredArm[]): Unresolved {
  const elsewhere = arms.find(({ subjects }) => subjects.some(({ name }) => name === groupOf(address)));
  if (elsewhere !== undefined) {
    return {
      message: `arm ${arm.name} has no workload or node ${groupOf(address)}`,
      hint: `name an arm that has it, such as ${elsewhere.name}.${address}`,
    };
  }
  const known = arm.subjects.map(({ name }) => name);
  const meant = nearest(groupOf(address), [...known, ...(arms.length > 1 ? arms.map(({ name }) => name) : [])]);
  return {
    message: `there is no workload or node ${address}`,
    hint: meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`,
  };
}

function unknownInstance(address: string, subject: DeclaredSubject): Unresolved {
  const [first, last] = [subject.instances[0], subject.instances.at(-1)];
  const known = subject.instances.length === 1 ? 'there is only one' : `there are ${first} to ${last}`;
  return { message: `${subject.name} has no instance ${address}`, hint: known };
}

function unknownOperation(operation: string, subject: DeclaredSubject): Unresolved {
  if (subject.operations.length === 0) {
    return {
      message: `metrics of ${subject.name} are not kept by operation`,
      hint: `leave out [${operation}]; workloads have operations`,
    };
  }
  const meant = nearest(operation, subject.operations);
  const hint = meant === undefined ? `known are ${subject.operations.join(', ')}` : `did you mean ${subject.name}[${meant}]?`;
  return { message: `${subject.name} has no operation ${operation}`, hint };
}

function unknownMetric(name: string, subject: DeclaredSubject): Unresolved {
  const names = metricNames(subject);
  const statistics = names.filter((known) => known.startsWith(`${name}.`));
  if (name === '')
    return {
      message: `${subject.name} alone is no figure`,
      hint: `ask for one of its metrics, such as ${subject.name}.${names[0]}`,
    };
  if (statistics.length > 0) return { message: `${name} has several statistics`, hint: `choose one: ${statistics.join(', ')}` };
  const meant = nearest(name, names);
  const hint = meant === undefined ? `known are ${topics(names)}` : `did you mean ${subject.name}.${meant}?`;
  return { message: `${subject.name} has no metric ${name}`, hint };
}

function topics(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.split('.')[0]!))].join(', ');
}
