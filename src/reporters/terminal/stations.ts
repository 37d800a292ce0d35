import type { RunResult } from '../../metrics/run-result.js';
import { bar } from '../bar.js';
import { padded, paddedLeft } from '../display-width.js';
import { fittingTable, type Column } from '../table.js';
import { cell, valueOf } from './cell.js';
import type { Page } from './page.js';

const BAR = 10;
/** Title and metric, the most telling first. */
const COLUMNS = [
  ['queue', 'queue-length.mean'],
  ['at most', 'queue-length.max'],
  ['waiting', 'waiting.mean'],
  ['p99', 'waiting.p99'],
  ['for a core', 'core-waiting.mean'],
  ['service', 'service.mean'],
  ['rejected', 'rejected.count'],
  ['lost', 'lost.count'],
  ['throughput', 'throughput'],
] as const;
/** Left out where they are zero for every node. */
const SELDOM: ReadonlySet<string> = new Set(['core-waiting.mean', 'rejected.count', 'lost.count']);

/** How busy each node was and how long its queue. */
export function stations(result: RunResult, { width, ink }: Page): string[] {
  if (result.arms.length > 1) return [];
  const arm = result.arms[0]!;
  const nodes = arm.subjects.filter((subject) => {
    return subject.kind !== 'workload' && valueOf(arm, `${subject.name}.queue-length.mean`) !== undefined;
  });
  if (nodes.length === 0) return [];
  const shown = COLUMNS.filter(([, metric]) => {
    return !SELDOM.has(metric) || nodes.some((node) => (valueOf(arm, `${node.name}.${metric}`) ?? 0) > 0);
  });
  const columns: Column[] = [
    { title: ink.strong('Nodes'), align: 'left' },
    { title: ink.dim('busy'), align: 'left' },
    ...shown.map(([title]) => ({ title: ink.dim(title), align: 'right' as const })),
  ];
  return fittingTable(
    columns,
    nodes.map((node) => {
      const utilization = valueOf(arm, `${node.name}.utilization`);
      const cores = valueOf(arm, `${node.name}.cpu-utilization`);
      return [
        node.instances.length > 1 ? `${node.name} ×${node.instances.length}` : node.name,
        busy(Math.max(utilization ?? -1, cores ?? -1), ink.accent),
        ...shown.map(([, metric]) => cell(arm.metrics, `${node.name}.${metric}`)),
      ];
    }),
    width,
  );
}

/** Nothing for what has neither a limit of workers nor of cores. */
function busy(share: number, paint: (text: string) => string): string {
  if (share < 0) return '';
  return `${paddedLeft(`${Math.round(share * 100)}%`, 4)} ${paint(padded(bar(share, BAR), BAR))}`;
}
