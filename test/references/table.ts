import type { Observed } from './observe.js';

const HEADER = ['experiment', 'figure', 'expected', 'observed', '99.9% interval', 'half', 'allowed', 'verdict'];

/** For people: a row for each figure, in Markdown, so that it can be quoted. */
export function tableOf(observed: readonly Observed[]): string {
  const rows = observed.map(({ experiment, figure, value, low, high, halfWidth, tolerance, verdict }) => [
    experiment,
    figure.name,
    `${figure.approximate === true ? 'about ' : ''}${short(figure.expected)}`,
    short(value),
    `${short(low)} to ${short(high)}`,
    percent(halfWidth),
    percent(tolerance),
    verdict,
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(HEADER), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))}%`;
}
