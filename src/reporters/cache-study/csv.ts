import type { CacheStudy } from './cache-study.js';

const COLUMNS = [
  'policy',
  'admission',
  'capacity',
  'unit',
  'requests',
  'misses',
  'miss_ratio',
  'byte_miss_ratio',
  'error',
] as const;

/** A line for each policy and capacity (RFC 4180, but for its line ends); what is not known stays empty. */
export function studyCsv({ policies, trace, unit, admission }: CacheStudy): string {
  const rows = policies.flatMap(({ name, results }) =>
    results.map(({ capacity, misses, missRatio, byteMissRatio, error }) =>
      [name, admission, capacity, unit, trace.requests, misses, missRatio, byteMissRatio ?? '', error ?? ''].join(','),
    ),
  );
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`;
}
