import { OUTCOMES } from '../core/outcome.js';
import type { MetricTable, SubjectResult } from './run-result.js';

/** Where errors pass this share, figures of latency no longer say what users saw. */
const TOLERATED_ERRORS = 0.01;
/** A station this busy has a queue that grows as long as the run lasts. */
const SATURATED = 0.98;

/** What a reader must know before believing the figures; whole sentences. */
export function warningsOf(
  subjects: readonly Pick<SubjectResult, 'name' | 'kind'>[],
  metrics: MetricTable,
  interruptedAt: string | null,
): string[] {
  const warnings =
    interruptedAt === null ? [] : [`The run was interrupted: every figure covers the time up to ${interruptedAt} only.`];
  for (const subject of subjects) {
    const value = (metric: string) => metrics[`${subject.name}.${metric}`]?.value ?? 0;
    if (subject.kind === 'workload') warnings.push(...workloadWarnings(subject.name, value));
    else if (value('utilization') >= SATURATED && value('queue-length.max') > 0) {
      warnings.push(
        `${subject.name} is saturated: utilization ${percent(value('utilization'))}, and its queue grows while that lasts.`,
      );
    }
  }
  return warnings;
}

function workloadWarnings(name: string, value: (metric: string) => number): string[] {
  const warnings = [];
  if (value('requests') === 0) warnings.push(`${name} sent no request in the time that is measured.`);
  if (value('errors.ratio') > TOLERATED_ERRORS) {
    const outcomes = OUTCOMES.filter((outcome) => outcome !== 'ok' && value(`${outcome}.count`) > 0);
    const counts = outcomes.map((outcome) => `${counted(value(`${outcome}.count`))} ${outcome}`).join(', ');
    warnings.push(
      `${percent(value('errors.ratio'))} of the requests of ${name} did not succeed (${counts}); latency covers successes only.`,
    );
  }
  if (value('in-flight.count') > 0) {
    warnings.push(
      `${counted(value('in-flight.count'))} requests of ${name} were still in flight at the end; their latency is not counted.`,
    );
  }
  if (value('replay.unparsable-lines') > 0) {
    warnings.push(
      `${counted(value('replay.unparsable-lines'))} lines of the log of ${name} could not be read and were left out.`,
    );
  }
  return warnings;
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)}%`;
}

function counted(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}
