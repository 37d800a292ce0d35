import { OUTCOMES } from '../core/outcome.js';
import { figure, plainFigure } from './figure.js';
import type { MetricTable, SubjectResult } from './run-result.js';

/** Where errors pass this share, figures of latency no longer say what users saw. */
const TOLERATED_ERRORS = 0.01;
/** A station this busy is what everything else waits for. */
const SATURATED = 0.98;

/** What a reader must know before believing the figures; whole sentences. */
export function warningsOf(
  subjects: readonly Pick<SubjectResult, 'name' | 'kind'>[],
  metrics: MetricTable,
  interruptedAt: string | null,
): string[] {
  const warnings =
    interruptedAt === null ? [] : [`The run was interrupted: every figure covers the time up to ${interruptedAt} only.`];
  for (const { name, kind } of subjects) {
    const value = (metric: string) => metrics[`${name}.${metric}`]?.value ?? 0;
    if (kind === 'workload') warnings.push(...workloadWarnings(name, value));
    else if (value('utilization') >= SATURATED && value('queue-length.max') > 0) {
      const busy = figure(value('utilization'), 'ratio');
      warnings.push(`${name} is saturated: it was busy ${busy} of the time, so that its queue decides how long requests take.`);
    }
  }
  return warnings;
}

function workloadWarnings(name: string, value: (metric: string) => number): string[] {
  const warnings = [];
  if (value('requests') === 0) warnings.push(`${name} sent no request in the time that is measured.`);
  if (value('errors.ratio') > TOLERATED_ERRORS) {
    const outcomes = OUTCOMES.filter((outcome) => outcome !== 'ok' && value(`${outcome}.count`) > 0);
    const counts = outcomes.map((outcome) => `${plainFigure(value(`${outcome}.count`))} ${outcome}`).join(', ');
    const share = figure(value('errors.ratio'), 'ratio');
    warnings.push(`${share} of the requests of ${name} did not succeed (${counts}); latency covers successes only.`);
  }
  const open = value('in-flight.count');
  if (open > 0) {
    const [requests, were] = open === 1 ? ['request', 'was'] : ['requests', 'were'];
    warnings.push(`${plainFigure(open)} ${requests} of ${name} ${were} still in flight at the end; latency does not cover them.`);
  }
  const lines = value('replay.unparsable-lines');
  if (lines > 0) {
    const were = lines === 1 ? 'line was' : 'lines were';
    warnings.push(`${plainFigure(lines)} unreadable ${were} left out of the log of ${name}.`);
  }
  return warnings;
}
