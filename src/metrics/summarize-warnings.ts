import { DEADLINE_PASSED, REFUSED, UNREACHABLE, type Status } from '../core/status.js';
import { figure, plainFigure } from './figure.js';
import type { MetricTable, SubjectResult } from './run-result.js';

/** Where errors pass this share, figures of latency no longer say what users saw. */
const TOLERATED_ERRORS = 0.01;
/** A station this busy is what everything else waits for. */
const SATURATED = 0.98;

const ENDINGS: ReadonlyMap<Status, string> = new Map([
  [REFUSED, 'refused'],
  [UNREACHABLE, 'unreachable'],
  [DEADLINE_PASSED, 'timed out'],
]);

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
    if (kind === 'workload') warnings.push(...workloadWarnings(name, metrics, value));
    else if (value('utilization') >= SATURATED && value('queue-length.max') > 0) {
      const busy = figure(value('utilization'), 'ratio');
      warnings.push(`${name} is saturated: it was busy ${busy} of the time, so that its queue decides how long requests take.`);
    }
  }
  return warnings;
}

function workloadWarnings(name: string, metrics: MetricTable, value: (metric: string) => number): string[] {
  const warnings = [];
  if (value('requests') === 0) warnings.push(`${name} sent no request in the time that is measured.`);
  if (value('errors.ratio') > TOLERATED_ERRORS) {
    const counts = endings(name, metrics).join(', ');
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

/** How requests ended that did not succeed: `121 with 503`, `9 timed out`, by status. */
function endings(workload: string, metrics: MetricTable): string[] {
  const pattern = new RegExp(`^${workload}\\.status-(\\d+)\\.count$`);
  const statuses = Object.keys(metrics).flatMap((path) => pattern.exec(path)?.[1] ?? []);
  return statuses
    .map(Number)
    .toSorted((left, right) => left - right)
    .map(
      (status) =>
        `${plainFigure(metrics[`${workload}.status-${status}.count`]!.value)} ${ENDINGS.get(status) ?? `with ${status}`}`,
    );
}
