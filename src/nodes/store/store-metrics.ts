import type { MetricDeclaration } from '../../metrics/declaration.js';
import { count, ratio } from '../../protocols/station/station-metrics.js';

export const STORE_METRICS: readonly MetricDeclaration[] = [
  {
    name: 'imbalance',
    summary: 'Requests at the busiest shard, divided by the mean over all shards',
    unit: 'number',
    type: 'scalar',
    value(view) {
      const loads = view.counts('requests');
      return ratio(Math.max(...loads) * loads.length, view.count('requests'));
    },
  },
  count('reads', 'Values read'),
  count('writes', 'Values written or deleted'),
  count('scans', 'Parts of scans answered'),
];
