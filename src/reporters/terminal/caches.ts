import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { bar } from '../bar.js';
import { padded } from '../display-width.js';
import { table, type Column } from '../table.js';
import { cell, valueOf } from './cell.js';
import type { Page } from './page.js';

const BAR = 10;
/** Title and metric; shown where the cache offers it. */
const COLUMNS = [
  ['stale', 'stale-ratio'],
  ['hits', 'hits.count'],
  ['misses', 'misses.count'],
  ['fills', 'fills.count'],
  ['evictions', 'evictions.count'],
  ['entries', 'entries'],
  ['duplicates', 'duplicate-ratio'],
] as const;

/** How often each cache had what was asked for, and how often that was out of date. */
export function caches(result: RunResult, { ink }: Page): string[] {
  if (result.arms.length > 1) return [];
  const arm = result.arms[0]!;
  const nodes = arm.subjects.filter((subject) => valueOf(arm, `${subject.name}.hit-ratio`) !== undefined);
  if (nodes.length === 0) return [];
  const shown = COLUMNS.filter(([, metric]) => nodes.some((node) => valueOf(arm, `${node.name}.${metric}`) !== undefined));
  const columns: Column[] = [
    { title: ink.strong('Caches'), align: 'left' },
    { title: ink.dim('hit ratio'), align: 'left' },
    ...shown.map(([title]) => ({ title: ink.dim(title), align: 'right' as const })),
  ];
  return table(
    columns,
    nodes.map((node) => [
      node.name,
      hitRatio(arm, node.name, ink.accent),
      ...shown.map(([, metric]) => cell(arm.metrics, `${node.name}.${metric}`)),
    ]),
  );
}

function hitRatio(arm: ArmResult, cache: string, paint: (text: string) => string): string {
  const share = valueOf(arm, `${cache}.hit-ratio`)!;
  return `${padded(cell(arm.metrics, `${cache}.hit-ratio`), 6)} ${paint(padded(bar(share, BAR), BAR))}`;
}
