import { MILLISECOND, SECOND } from '../core/time.js';
import type { MetricDeclaration, MetricView, ScalarMetric, Unit } from '../metrics/declaration.js';
import type { Totals } from '../metrics/request-tally.js';
import { REPLAY_METRICS } from './replay-metrics.js';

/** Those that have a metric of their own; any other status is among `errors`. */
const STATUSES = [0, 1, 400, 401, 403, 404, 409, 410, 413, 422, 429, 499, 500, 501, 502, 503, 504];

/** What a workload offers. Times and sizes are those of the requests that were due in the window, whenever they ended. */
export const WORKLOAD_METRICS: readonly MetricDeclaration[] = [
  { ...count('requests', 'Requests that were due.', (totals) => totals.issued), aliases: ['requests.count'] },
  {
    name: 'latency',
    summary: 'From when a request was due until its answer came; successes only.',
    unit: 'ms',
    type: 'distribution',
    histogram: (view) => view.latency(),
  },
  {
    name: 'throughput',
    summary: 'Successes per second, by when they ended.',
    unit: 'per-second',
    type: 'scalar',
    value: (view) => ratio(view.completions() * SECOND, view.duration),
  },
  ofFinished('availability', 'Successes, of all that ended.', (totals) => totals.ok),
  count('errors.count', 'Requests that ended without success.', errors),
  ofFinished('errors.ratio', 'Requests that ended without success, of all that ended.', errors),
  count('ok.count', 'Requests that succeeded: status 2xx or 3xx.', (totals) => totals.ok),
  count(
    'failed.count',
    'Requests that ended in an error that is neither a rejection nor a passed deadline.',
    (totals) => totals.failed,
  ),
  count('rejected.count', 'Requests that were turned away: status 503 or 429.', (totals) => totals.rejected),
  count('timed-out.count', 'Requests that took longer than somebody would wait: status 504.', (totals) => totals.timedOut),
  count('in-flight.count', 'Requests that had not ended when the run did.', (totals) => totals.inFlight()),
  ...STATUSES.flatMap((status) => [
    count(
      `status-${status}.count`,
      `Requests that ended with status ${nameOf(status)}.`,
      (totals) => totals.statuses.get(status) ?? 0,
    ),
    ofFinished(
      `status-${status}.ratio`,
      `Requests that ended with status ${nameOf(status)}, of all that ended.`,
      (totals) => totals.statuses.get(status) ?? 0,
    ),
  ]),
  part('waiting', 'What a success spent in queues', (totals) => totals.waiting),
  part('service', 'What a success spent being served', (totals) => totals.service),
  part('network', 'What a success spent on the network', (totals) => totals.network),
  bytes('bytes-in', 'What all answers weighed.', (totals) => totals.bytesIn),
  bytes('bytes-out', 'What all requests weighed.', (totals) => totals.bytesOut),
  {
    ...scalar('stale-ratio', 'Successes whose data was out of date when they were due, of all successes.', 'ratio'),
    value: (view) => ratio(view.requests().stale, view.requests().ok),
  },
  {
    ...scalar('concurrency.mean', 'Requests under way, averaged over time.', 'number'),
    value: (view) => view.mean('in-flight'),
  },
  {
    ...scalar('concurrency.max', 'The most requests that were under way at once.', 'count'),
    value: (view) => view.max('in-flight'),
  },
  {
    ...scalar('timeouts.count', 'Timeouts that passed in the window, also where the request went on waiting.', 'count'),
    value: (view) => view.count('timeouts'),
  },
  ...REPLAY_METRICS,
];

function errors(totals: Totals): number {
  return totals.finished() - totals.ok;
}

function nameOf(status: number): string {
  if (status === 0) return '0, refused';
  return status === 1 ? '1, unreachable' : String(status);
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function scalar(name: string, summary: string, unit: Unit): Omit<ScalarMetric, 'value'> {
  return { name, summary, unit, type: 'scalar' };
}

function count(name: string, summary: string, of: (totals: Totals) => number): ScalarMetric {
  return { ...scalar(name, summary, 'count'), value: (view) => of(view.requests()) };
}

function bytes(name: string, summary: string, of: (totals: Totals) => number): ScalarMetric {
  return { ...scalar(name, summary, 'bytes'), value: (view) => of(view.requests()) };
}

function ofFinished(name: string, summary: string, of: (totals: Totals) => number): ScalarMetric {
  return { ...scalar(name, summary, 'ratio'), value: (view) => ratio(of(view.requests()), view.requests().finished()) };
}

function part(name: string, summary: string, of: (totals: Totals) => number): ScalarMetric {
  const value = (view: MetricView): number | undefined => ratio(of(view.requests()) / MILLISECOND, view.requests().ok);
  return { ...scalar(`${name}.mean`, `${summary}, on average.`, 'ms'), value };
}
