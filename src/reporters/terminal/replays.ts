import { plainFigure } from '../../metrics/figure.js';
import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { fittingTable, type Column } from '../table.js';
import { valueOf } from './cell.js';
import type { Page } from './page.js';

const MS_PER_SECOND = 1000;
const COLUMNS = ['requests', 'bytes', 'seconds', 'unreadable lines', 'out of order'] as const;

/** What the files held that were replayed: exact, so that it can be compared with them. */
export function replays(result: RunResult, { width, ink }: Page): string[] {
  const rows = new Map<string, string[]>();
  for (const arm of result.arms) {
    for (const { name, kind } of arm.subjects) {
      const known = rows.has(name) || kind !== 'workload' || valueOf(arm, `${name}.replay.requests`) === undefined;
      if (!known) rows.set(name, [name, ...figuresOf(name, arm)]);
    }
  }
  if (rows.size === 0) return [];
  const columns: Column[] = [
    { title: ink.strong('Replayed'), align: 'left' },
    ...COLUMNS.map((title) => ({ title: ink.dim(title), align: 'right' as const })),
  ];
  return fittingTable(columns, [...rows.values()], width);
}

function figuresOf(workload: string, arm: ArmResult): string[] {
  const value = (metric: string) => valueOf(arm, `${workload}.replay.${metric}`) ?? 0;
  const figures = [
    value('requests'),
    value('bytes'),
    value('span') / MS_PER_SECOND,
    value('unparsable-lines'),
    value('out-of-order-lines'),
  ];
  return figures.map((figure) => plainFigure(figure));
}
