import { type MetricDeclaration, STATISTICS, type Unit } from '../metrics/declaration.js';
import type { DeclaredSubject } from './declared-arm.js';

/** A metric as results name it. */
export interface NamedMetric {
  readonly name: string;
  readonly unit: Unit;
  /** Whether it is 0 where it does not occur in the results of a subject that had something to measure. */
  readonly zeroWhenAbsent: boolean;
}

const STATUS = /^status-\d{1,3}\.(count|ratio)$/;

/** The metric that a subject has under this name or alias; undefined where there is none. */
export function metricNamed(subject: DeclaredSubject, name: string): NamedMetric | undefined {
  const status = subject.kind === 'workload' ? STATUS.exec(name) : null;
  if (status !== null) return { name, unit: status[1] as 'count' | 'ratio', zeroWhenAbsent: true };
  for (const metric of subject.metrics) {
    for (const alias of [metric.name, ...(metric.aliases ?? [])]) {
      const canonical = canonicalName(metric, alias, name);
      if (canonical !== undefined) return { name: canonical, unit: metric.unit, zeroWhenAbsent: false };
    }
  }
  return undefined;
}

function canonicalName(metric: MetricDeclaration, alias: string, name: string): string | undefined {
  if (metric.type === 'scalar') return name === alias ? metric.name : undefined;
  if (!name.startsWith(`${alias}.`)) return undefined;
  const statistic = name.slice(alias.length + 1);
  return STATISTICS.some((known) => known === statistic) ? `${metric.name}.${statistic}` : undefined;
}

/** Every name under which a subject's metrics can be asked for, without the dynamic ones; for suggestions. */
export function metricNames(subject: DeclaredSubject): string[] {
  return subject.metrics.flatMap((metric) => {
    const names = [metric.name, ...(metric.aliases ?? [])];
    return metric.type === 'scalar' ? names : names.flatMap((name) => STATISTICS.map((statistic) => `${name}.${statistic}`));
  });
}
