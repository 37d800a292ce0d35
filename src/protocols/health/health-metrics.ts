import type { MetricDeclaration } from '../../metrics/declaration.js';
import { count, ratio } from '../station/station-metrics.js';

/** For kinds that look after the health of those they call. */
export const HEALTH_METRICS: readonly MetricDeclaration[] = [
  {
    name: 'healthy-ratio',
    summary: 'Targets that were held to be healthy, of all targets, averaged over time; only where health is looked at',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.mean('healthy'), view.mean('targets')),
  },
  count('checks', 'Health checks made'),
  count('checks-failed', 'Health checks that were not answered, or with an error', 'checks.failed'),
  count('ejections', 'How often a target was left out because of its answers'),
];
