import type { MetricDeclaration } from '../../metrics/declaration.js';
import { count, ratio } from '../../protocols/station/station-metrics.js';

/** The level in which the first shard keeps that figure, which no run changes. */
export const KEYS_MOVED = 'keys-moved';

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
  {
    name: 'keys-moved.ratio',
    summary: 'Keys that would change shards if one shard were added, of all keys; of the whole node only',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => (view.instances > 1 && view.final(KEYS_MOVED) > 0 ? view.final(KEYS_MOVED) : undefined),
  },
  count('reads', 'Values read'),
  count('writes', 'Values written or deleted'),
  count('scans', 'Parts of scans answered'),
];
