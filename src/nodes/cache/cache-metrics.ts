import type { MetricDeclaration, MetricView } from '../../metrics/declaration.js';
import { count, ratio } from '../../protocols/station/station-metrics.js';

export const CACHE_METRICS: readonly MetricDeclaration[] = [
  {
    name: 'hit-ratio',
    summary: 'Reads that found their entry, of all reads',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.count('hits'), view.count('hits') + view.count('misses')),
  },
  {
    name: 'miss-ratio',
    summary: 'Reads that did not find their entry, of all reads',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.count('misses'), view.count('hits') + view.count('misses')),
  },
  {
    name: 'stale-ratio',
    summary: 'Hits that were out of date already when their request was due, of all hits',
    unit: 'ratio',
    type: 'scalar',
    value: (view) => ratio(view.count('stale'), view.count('hits')),
  },
  {
    name: 'stale-age',
    summary: 'For how long stale hits had been out of date',
    unit: 'ms',
    type: 'distribution',
    histogram: (view) => view.histogram('stale-age'),
  },
  {
    name: 'duplicate-ratio',
    summary: 'Entries that are further copies of what another instance holds as well, of all entries; of the whole node only',
    unit: 'ratio',
    type: 'scalar',
    value: duplicateRatio,
  },
  count('hits', 'Reads that found their entry'),
  count('misses', 'Reads that did not find their entry'),
  count('stale', 'Hits that were out of date'),
  count('fills', 'Entries written'),
  count('too-large', 'Values that were not kept because they are larger than the cache'),
  {
    name: 'refused.count',
    summary:
      'Values that were kept out by the admission policy, or by an eviction policy that lets nothing leave for them; absent where none was',
    unit: 'count',
    type: 'scalar',
    value: (view) => view.count('refused') || undefined,
  },
  count('evicted', 'Entries thrown out for lack of room', 'evictions.capacity'),
  count('expired', 'Entries thrown out because their time to live was over', 'evictions.expired'),
  count('invalidated', 'Entries thrown out because they were deleted', 'evictions.invalidated'),
  {
    name: 'entries.mean',
    summary: 'Entries held, averaged over time, all instances together',
    unit: 'number',
    type: 'scalar',
    value: (view) => view.mean('entries'),
  },
  {
    name: 'bytes.mean',
    summary: 'Bytes held, averaged over time, all instances together',
    unit: 'bytes',
    type: 'scalar',
    value: (view) => view.mean('bytes'),
  },
];

/** One instance counts for all of them; where there is no census, nothing is held twice. */
function duplicateRatio(view: MetricView): number | undefined {
  const counted = view.mean('copies');
  if (counted > 0) return view.mean('duplicates') / counted;
  return view.count('fills') > 0 && view.instances === 1 ? undefined : 0;
}
