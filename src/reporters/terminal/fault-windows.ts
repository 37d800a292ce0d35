import type { ArmResult, MetricTable, RunResult } from '../../metrics/run-result.js';
import { table, type Column } from '../table.js';
import { cell } from './cell.js';
import type { Page } from './page.js';

const WINDOWS = ['before', 'during', 'after'] as const;
const METRICS = [
  ['throughput', 'throughput'],
  ['succeeded', 'availability'],
  ['latency p50', 'latency.p50'],
  ['latency p99', 'latency.p99'],
] as const;

/** What each fault or change did to the workloads: their figures before, during and after it. */
export function faultWindows(result: RunResult, page: Page): string[] {
  const names = [...new Set(result.arms.flatMap((arm) => arm.actions.map((action) => action.name)))];
  const blocks = names.map((name) => actionTable(name, result.arms, page)).filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function actionTable(action: string, arms: readonly ArmResult[], { ink }: Page): string[] {
  const shown = WINDOWS.filter((window) => arms.some((arm) => arm.windows[`${window}(${action})`] !== undefined));
  const rows = arms.flatMap((arm) => {
    const title = arms.length > 1 ? [[ink.accent(arm.name), ...shown.map(() => '')]] : [];
    const body = armRows(
      arm,
      shown.map((window) => arm.windows[`${window}(${action})`] ?? {}),
    );
    return body.length === 0 ? [] : [...title, ...body];
  });
  if (rows.length === 0 || shown.length === 0) return [];
  const columns: Column[] = [
    { title: ink.strong(`Around ${action}`), align: 'left' },
    ...shown.map((window) => ({ title: ink.dim(window), align: 'right' as const })),
  ];
  return table(columns, rows);
}

function armRows(arm: ArmResult, windows: readonly MetricTable[]): string[][] {
  const workloads = arm.subjects.filter((subject) => subject.kind === 'workload');
  return workloads.flatMap(({ name }) =>
    METRICS.filter(([, metric]) => windows.some((metrics) => metrics[`${name}.${metric}`] !== undefined)).map(
      ([label, metric]) => [
        workloads.length > 1 ? `  ${name} ${label}` : `  ${label}`,
        ...windows.map((metrics) => cell(metrics, `${name}.${metric}`)),
      ],
    ),
  );
}
