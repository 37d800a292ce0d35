import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { bar } from '../bar.js';
import { padded } from '../display-width.js';
import { fittingTable, type Column } from '../table.js';
import { cell, valueOf } from './cell.js';
import type { Page } from './page.js';

const BAR = 10;
/** Title and metric, the most telling first; shown where a cache has anything to say there. */
const COLUMNS = [
  ['stale', 'stale-ratio'],
  ['misses', 'misses.count'],
  ['entries', 'entries.mean'],
  ['evicted', 'evictions.capacity.count'],
  ['expired', 'evictions.expired.count'],
  ['invalidated', 'evictions.invalidated.count'],
  ['duplicates', 'duplicate-ratio'],
  ['too large', 'too-large.count'],
  ['refused', 'refused.count'],
  ['hits', 'hits.count'],
] as const;

/** How often each cache had what was asked for, and how often that was out of date. */
export function caches(result: RunResult, { width, ink }: Page): string[] {
  if (result.arms.length > 1) return [];
  const arm = result.arms[0]!;
  const nodes = arm.subjects.filter((subject) => valueOf(arm, `${subject.name}.hit-ratio`) !== undefined);
  if (nodes.length === 0) return [];
  const shown = COLUMNS.filter(([, metric]) => nodes.some((node) => (valueOf(arm, `${node.name}.${metric}`) ?? 0) > 0));
  const columns: Column[] = [
    { title: ink.strong('Caches'), align: 'left' },
    { title: ink.dim('hit ratio'), align: 'left' },
    ...shown.map(([title]) => ({ title: ink.dim(title), align: 'right' as const })),
  ];
  return fittingTable(
    columns,
    nodes.map((node) => [
      node.name,
      hitRatio(arm, node.name, ink.accent),
      ...shown.map(([, metric]) => cell(arm.metrics, `${node.name}.${metric}`)),
    ]),
    width,
  );
}

function hitRatio(arm: ArmResult, cache: string, paint: (text: string) => string): string {
  const share = valueOf(arm, `${cache}.hit-ratio`)!;
  return `${padded(cell(arm.metrics, `${cache}.hit-ratio`), 6)} ${paint(padded(bar(share, BAR), BAR))}`;
}
