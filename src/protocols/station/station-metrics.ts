import { SECOND } from '../../core/time.js';
import type { MetricDeclaration, MetricView } from '../../metrics/declaration.js';
import { Histogram } from '../../metrics/histogram.js';

/** What every kind with a station offers. */
export const STATION_METRICS: readonly MetricDeclaration[] = [
  count('requests', 'Requests that arrived'),
  count('ok', 'Requests answered with success'),
  count('failed', 'Requests answered with an error that is neither a rejection nor a passed deadline'),
  count('rejected', 'Requests turned away because the queue was full, or answered with 503 or 429'),
  count('timed-out', 'Requests answered with 504, since something behind took too long'),
  count('cancelled', 'Requests given up because nobody waited for them any more'),
  count('lost', 'Requests that were there when the host crashed'),
  {
    name: 'throughput',
    summary: 'Successful answers per second',
    unit: 'per-second',
    type: 'scalar',
    value: (view) => perSecond(view, 'ok'),
  },
  {
    name: 'load',
    summary: 'Requests per second that arrived',
    unit: 'per-second',
    type: 'scalar',
    value: (view) => perSecond(view, 'requests'),
  },
  {
    name: 'availability',
    summary: 'Successful answers, of all requests that ended',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.count('ok'), ended(view)),
  },
  {
    name: 'errors.ratio',
    summary: 'Requests that ended without success, of all that ended',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(ended(view) - view.count('ok'), ended(view)),
  },
  {
    name: 'utilization',
    summary: 'Share of the workers that were in use; of the cores, where the workers are unlimited',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.mean('busy'), view.mean('workers')) ?? ratio(view.mean('busy-cores'), view.mean('cores')),
  },
  {
    name: 'cpu-utilization',
    summary: 'Share of the cores that were computing',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.mean('busy-cores'), view.mean('cores')),
  },
  {
    name: 'queue-length.mean',
    summary: 'Requests that waited in line, averaged over time, all instances together',
    unit: 'number',
    type: 'scalar',
    value: (view) => view.mean('queue'),
  },
  {
    name: 'queue-length.max',
    summary: 'The longest line at any one instance',
    unit: 'number',
    type: 'scalar',
    value: (view) => view.max('queue'),
  },
  {
    name: 'in-system.mean',
    summary: 'Requests that were there, waiting or in progress, averaged over time, all instances together',
    unit: 'number',
    type: 'scalar',
    value: (view) => view.mean('present'),
  },
  {
    name: 'in-system.max',
    summary: 'The most requests at any one instance at once',
    unit: 'number',
    type: 'scalar',
    value: (view) => view.max('present'),
  },
  {
    name: 'waiting',
    aliases: ['waiting-time'],
    summary: 'How long requests stood in line',
    unit: 'ms',
    type: 'distribution',
    histogram: (view) => recordedOrZero(view, 'waiting'),
  },
  {
    name: 'core-waiting',
    aliases: ['core-waiting-time'],
    summary: 'How long requests that held a worker waited for a core',
    unit: 'ms',
    type: 'distribution',
    histogram: (view) => recordedOrZero(view, 'core-waiting'),
  },
  {
    name: 'service',
    aliases: ['service-time'],
    summary: 'How long requests were there without waiting in line or for a core; calls to others included',
    unit: 'ms',
    type: 'distribution',
    histogram: serviceHistogram,
  },
  {
    name: 'sojourn',
    aliases: ['sojourn-time'],
    summary: 'How long requests were there, from arrival to answer',
    unit: 'ms',
    type: 'distribution',
    histogram: (view) => view.histogram('sojourn'),
  },
];

/** For kinds that call others. */
export const CALLING_METRICS: readonly MetricDeclaration[] = [
  count('timeouts', 'Calls whose timeout or deadline passed before an answer came'),
];

/** A metric that shows a counter; without its name where it is recorded under another. */
export function count(counter: string, summary: string, name = counter): MetricDeclaration {
  return { name: `${name}.count`, summary, unit: 'count', type: 'scalar', value: (view) => view.count(counter) };
}

/** Undefined where there is nothing to divide by. */
export function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}

function perSecond(view: MetricView, counter: string): number | undefined {
  return ratio(view.count(counter) * SECOND, view.duration);
}

const ENDINGS = ['ok', 'failed', 'rejected', 'timed-out', 'cancelled', 'lost'];

function ended(view: MetricView): number {
  return ENDINGS.reduce((sum, ending) => sum + view.count(ending), 0);
}

/** Where nobody can ever wait, no waiting is recorded: all who were served waited 0. */
function recordedOrZero(view: MetricView, metric: string): Histogram {
  const recorded = view.histogram(metric);
  if (recorded.count > 0 || view.histogram('sojourn').count === 0) return recorded;
  const zero = new Histogram();
  zero.record(0);
  return zero;
}

/** Where nobody can ever wait, the service time is the whole sojourn. */
function serviceHistogram(view: MetricView): Histogram {
  const recorded = view.histogram('service');
  return recorded.count > 0 ? recorded : view.histogram('sojourn');
}
