import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { table, type Column } from '../table.js';
import { cell, uncertainty, valueOf } from './cell.js';
import type { Page } from './page.js';

const OUTCOME_COLUMNS = [
  ['rejected', 'rejected.count'],
  ['timed out', 'timed-out.count'],
  ['failed', 'failed.count'],
  ['in flight', 'in-flight.count'],
  ['stale', 'stale-ratio'],
] as const;

const LATENCY_COLUMNS = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;

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

function requestTable(arm: ArmResult, rows: readonly Row[], { ink }: Page): string[] {
  const occurring = OUTCOME_COLUMNS.filter(([, metric]) => rows.some((row) => (valueOf(arm, `${row.path}.${metric}`) ?? 0) > 0));
  const columns: Column[] = [
    { title: ink.strong('Requests'), align: 'left' },
    ...['due', 'throughput', 'succeeded', ...occurring.map(([title]) => title)].map((title) => ({
      title: ink.dim(title),
      align: 'right' as const,
    })),
  ];
  const metrics = ['requests', 'throughput', 'availability', ...occurring.map(([, metric]) => metric)];
  return table(
    columns,
    rows.map((row) => [row.label, ...metrics.map((metric) => cell(arm.metrics, `${row.path}.${metric}`))]),
  );
}

function latencyTable(arm: ArmResult, rows: readonly Row[], { ink }: Page): string[] {
  const columns: Column[] = [
    { title: ink.strong('Latency'), align: 'left' },
    ...LATENCY_COLUMNS.map((title) => ({ title: ink.dim(title), align: 'right' as const })),
  ];
  return table(
    columns,
    rows.flatMap((row) => {
      const paths = LATENCY_COLUMNS.map((statistic) => `${row.path}.latency.${statistic}`);
      const margins = paths.map((path) => uncertainty(arm.metrics[path]));
      const values = [row.label, ...paths.map((path) => cell(arm.metrics, path))];
      return margins.every((margin) => margin === '') ? [values] : [values, ['', ...margins.map(ink.dim)]];
    }),
  );
}
