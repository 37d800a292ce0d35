import { MILLISECOND } from '../core/time.js';
import type { MetricView, ScalarMetric, Unit } from '../metrics/declaration.js';

/** What a replay tells of its file; undefined for any other workload. They do not depend on the window. */
export const REPLAY_METRICS: readonly ScalarMetric[] = [
  ofFile('replay.requests', 'Requests in the recording.', 'count'),
  ofFile('replay.bytes', 'What the recording says that all of them weighed.', 'bytes'),
  ofFile('replay.span', 'From the earliest recorded instant to the latest, before any speeding up.', 'ms', MILLISECOND),
  { ...ofFile('replay.unparsable-lines', 'Lines that could not be read.', 'count'), aliases: ['unparsable-lines'] },
  ofFile('replay.out-of-order-lines', 'Lines that were recorded before the line above them.', 'count'),
];

function ofFile(name: string, summary: string, unit: Unit, divisor = 1): ScalarMetric {
  const value = (view: MetricView): number | undefined =>
    view.final('replay.requests') > 0 ? view.final(name) / divisor : undefined;
  return { name, summary, unit, type: 'scalar', value };
}
