import { type Statistic, STATISTICS } from '../../metrics/declaration.js';
import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { displayWidth } from '../display-width.js';
import { fittingTable, table, type Column } from '../table.js';
import { cell, uncertainty, valueOf } from './cell.js';
import type { Page } from './page.js';

const OUTCOME_COLUMNS = [
  ['rejected', 'rejected.count'],
  ['timed out', 'timed-out.count'],
  ['failed', 'failed.count'],
  ['in flight', 'in-flight.count'],
  ['stale', 'stale-ratio'],
] as const;

const LEAST_TELLING: readonly Statistic[] = ['p95', 'p90', 'p999', 'max', 'p50'];

/** How many requests there were, how they ended, and how long they took. */
export function requests(result: RunResult, page: Page): string[] {
  if (result.arms.length > 1) return [];
  const arm = result.arms[0]!;
  const rows = rowsOf(arm);
  if (rows.length === 0) return [];
  return [...requestTable(arm, rows, page), '', ...latencyTable(arm, rows, page)];
}

interface Row {
  readonly label: string;
  readonly path: string;
}

function rowsOf(arm: ArmResult): Row[] {
  return arm.subjects
    .filter((subject) => subject.kind === 'workload')
    .flatMap(({ name, operations }) => {
      const parts =
        operations.length < 2 ? [] : operations.map((operation) => ({ label: `  ${operation}`, path: `${name}[${operation}]` }));
      return [{ label: name, path: name }, ...parts];
    });
}

function requestTable(arm: ArmResult, rows: readonly Row[], { width, ink }: Page): string[] {
  const occurring = OUTCOME_COLUMNS.filter(([, metric]) => rows.some((row) => (valueOf(arm, `${row.path}.${metric}`) ?? 0) > 0));
  const columns: Column[] = [
    { title: ink.strong('Requests'), align: 'left' },
    ...['due', 'throughput', 'succeeded', ...occurring.map(([title]) => title)].map((title) => ({
      title: ink.dim(title),
      align: 'right' as const,
    })),
  ];
  const metrics = ['requests', 'throughput', 'availability', ...occurring.map(([, metric]) => metric)];
  return fittingTable(
    columns,
    rows.map((row) => [row.label, ...metrics.map((metric) => cell(arm.metrics, `${row.path}.${metric}`))]),
    width,
  );
}

/** With as many statistics as fit on the page; those in the middle say the least and go first. */
function latencyTable(arm: ArmResult, rows: readonly Row[], page: Page): string[] {
  let lines: string[] = [];
  for (let dropped = 0; dropped <= LEAST_TELLING.length; dropped++) {
    const without = new Set(LEAST_TELLING.slice(0, dropped));
    lines = latencyLines(
      arm,
      rows,
      STATISTICS.filter((statistic) => !without.has(statistic)),
      page,
    );
    if (lines.every((line) => displayWidth(line) <= page.width)) break;
  }
  return lines;
}

function latencyLines(arm: ArmResult, rows: readonly Row[], statistics: readonly Statistic[], { ink }: Page): string[] {
  const columns: Column[] = [
    { title: ink.strong('Latency'), align: 'left' },
    ...statistics.map((title) => ({ title: ink.dim(title), align: 'right' as const })),
  ];
  return table(
    columns,
    rows.flatMap((row) => {
      const paths = statistics.map((statistic) => `${row.path}.latency.${statistic}`);
      const margins = paths.map((path) => uncertainty(arm.metrics[path]));
      const values = [row.label, ...paths.map((path) => cell(arm.metrics, path))];
      return margins.every((margin) => margin === '') ? [values] : [values, ['', ...margins.map(ink.dim)]];
    }),
  );
}
