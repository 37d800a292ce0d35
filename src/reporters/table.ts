import CliTable from 'cli-table3';
import { displayWidth } from './display-width.js';

export interface Column {
  readonly title: string;
  /** Numbers stand on the right, names on the left. */
  readonly align: 'left' | 'right';
}

const GAP = '  ';
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
};

/** Rows under their titles, as wide as they need to be, without borders; the lines have no blanks at their end. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const sheet = new CliTable({
    head: columns.map((column) => column.title),
    colAligns: columns.map((column) => column.align),
    chars: NO_BORDERS,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  sheet.push(...rows.map((row) => [...row]));
  return sheet.toString().split('\n').map(withoutTrailingBlanks);
}

/** As `table`, leaving out the last columns until the lines fit. */
export function fittingTable(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string[] {
  for (let count = columns.length; count > 2; count--) {
    const lines = table(
      columns.slice(0, count),
      rows.map((row) => row.slice(0, count)),
    );
    if (lines.every((line) => displayWidth(line) <= width)) return lines;
  }
  return table(
    columns.slice(0, 2),
    rows.map((row) => row.slice(0, 2)),
  );
}

function withoutTrailingBlanks(line: string): string {
  return line.replace(/ +$/, '');
}
