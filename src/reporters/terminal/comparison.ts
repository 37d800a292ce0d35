import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { displayWidth } from '../display-width.js';
import { table, type Column } from '../table.js';
import { cell, uncertainty } from './cell.js';
import { comparisonRows, type ComparisonRow } from './comparison-rows.js';
import { difference } from './difference.js';
import type { Page } from './page.js';

const GAP = 2;

/** The arms side by side, each with its difference to the first. */
export function comparison(result: RunResult, page: Page): string[] {
  if (result.arms.length < 2) return [];
  const rows = comparisonRows(result.arms);
  if (rows.length === 0) return [];
  const [first, ...others] = result.arms;
  return blocksOf(first!, others, rows, page).flatMap((arms, index) => [
    ...(index === 0 ? [] : ['']),
    ...armTable([first!, ...arms], rows, page),
  ]);
}

/** As many arms beside the first as the page is wide; the rest goes into further tables. */
function blocksOf(first: ArmResult, others: readonly ArmResult[], rows: readonly ComparisonRow[], page: Page): ArmResult[][] {
  const labels = Math.max(...rows.map((row) => displayWidth(row.label)));
  const blocks: ArmResult[][] = [[]];
  let used = labels + widthOf(first, first, rows);
  for (const arm of others) {
    const width = widthOf(arm, first, rows);
    if (used + width > page.width && blocks.at(-1)!.length > 0) {
      blocks.push([]);
      used = labels + widthOf(first, first, rows);
    }
    blocks.at(-1)!.push(arm);
    used += width;
  }
  return blocks;
}

function widthOf(arm: ArmResult, first: ArmResult, rows: readonly ComparisonRow[]): number {
  const values = Math.max(arm.name.length, ...rows.map((row) => valueText(arm, row).length)) + GAP;
  if (arm === first) return values;
  return values + Math.max(0, ...rows.map((row) => differenceText(arm, first, row).length)) + GAP;
}

function armTable(arms: readonly ArmResult[], rows: readonly ComparisonRow[], { ink }: Page): string[] {
  const first = arms[0]!;
  const columns: Column[] = [{ title: ink.strong('Comparison'), align: 'left' }];
  for (const arm of arms) {
    columns.push({ title: ink.strong(arm.name), align: 'right' });
    if (arm !== first) columns.push({ title: '', align: 'right' });
  }
  return table(
    columns,
    rows.map((row) => {
      const label = row.path === null ? ink.accent(row.label) : row.label;
      return [
        label,
        ...arms.flatMap((arm) => {
          return arm === first ? [valueText(arm, row)] : [valueText(arm, row), ink.dim(differenceText(arm, first, row))];
        }),
      ];
    }),
  );
}

function valueText(arm: ArmResult, row: ComparisonRow): string {
  if (row.path === null) return '';
  const margin = uncertainty(arm.metrics[row.path]);
  return cell(arm.metrics, row.path) + (margin === '' ? '' : ` ${margin}`);
}

function differenceText(arm: ArmResult, first: ArmResult, row: ComparisonRow): string {
  if (row.path === null) return '';
  const [metric, base] = [arm.metrics[row.path], first.metrics[row.path]];
  return metric === undefined || base === undefined ? '' : difference(metric.value, base.value, metric.unit);
}
