import { figure } from '../../metrics/figure.js';
import type { ActionResult, ArmResult, RunResult, Series } from '../../metrics/run-result.js';
import { displayWidth, padded } from '../display-width.js';
import { resampled, sparkline } from '../sparkline.js';
import { actionMarks } from './action-marks.js';
import type { Page } from './page.js';

/** Columns kept for the figures beside a line. */
const FIGURES = 20;
const WIDEST_STRIP = 80;

/** What of a workload is drawn, how buckets that share a column are joined, and whether a line of zeros is left out. */
const LINES = [
  { metric: 'throughput', label: 'throughput', by: 'mean', quiet: false },
  { metric: 'latency.p99', label: 'latency p99', by: 'max', quiet: true },
  { metric: 'errors.count', label: 'errors', by: 'max', quiet: true },
] as const;
const QUEUE = { metric: 'queue-length', label: 'queue', by: 'max', quiet: true } as const;
/** Shorter queues are not worth a line. */
const LONG_QUEUE = 5;

interface Line {
  readonly label: string;
  readonly series: Series;
  readonly by: 'mean' | 'max';
  /** Lines of one group reach up to the same value, so that the heights of the arms can be compared. */
  readonly group: string;
}

/** Throughput, latency, errors and long queues over the whole run, with the faults and changes under them. */
export function overTime(result: RunResult, page: Page): string[] {
  const lines = result.arms.length === 1 ? armLines(result.arms[0]!) : comparedLines(result.arms);
  const actions = actionsOf(result.arms);
  const first = lines[0]?.series;
  if (first === undefined || first.values.length < 2) return [];
  const labels = Math.max(...[...lines, ...actions.map(([name]) => ({ label: name }))].map(({ label }) => displayWidth(label)));
  const columns = Math.max(10, Math.min(first.values.length, WIDEST_STRIP, page.width - labels - FIGURES - 6));
  const end = first.width * first.values.length;
  const drawn = lines.map((line) => ({ ...line, values: resampled(line.series.values, columns, line.by) }));
  return [
    page.ink.strong(padded('Over time', labels + 4)) + page.ink.dim(axis(lastInstant(result, end), columns)),
    ...drawn.map((line) => lineText(line, topOf(line.group, drawn), labels, columns, page)),
    ...actions.map(([name, occurrences]) =>
      `  ${padded(name, labels)}  ${page.ink.warn(actionMarks(occurrences, end, columns))}`.trimEnd(),
    ),
  ];
}

/** The occurrences of each fault and change by its name, from the first arm that has it. */
function actionsOf(arms: readonly ArmResult[]): [string, readonly ActionResult[]][] {
  const names = [...new Set(arms.flatMap((arm) => arm.actions.map(({ name }) => name)))];
  return names.map((name) => {
    const having = arms.find((arm) => arm.actions.some((action) => action.name === name))!;
    return [name, having.actions.filter((action) => action.name === name)];
  });
}

/** The last bucket may reach beyond the end of the run. */
function lastInstant(result: RunResult, end: number): number {
  return result.interrupted ? end : Math.min(end, result.arms[0]!.measured.to);
}

function axis(end: number, columns: number): string {
  const last = figure(end, 'ms');
  return `0 s${' '.repeat(Math.max(1, columns - 3 - displayWidth(last)))}${last}`;
}

function armLines(arm: ArmResult): Line[] {
  const workloads = arm.subjects.filter((subject) => subject.kind === 'workload');
  const nodes = arm.subjects.filter((subject) => subject.kind !== 'workload');
  return [
    ...workloads.flatMap(({ name }) =>
      LINES.flatMap((line) => lineOf(arm, name, line, workloads.length > 1 ? `${name} ${line.label}` : line.label)),
    ),
    ...nodes
      .flatMap(({ name }) => lineOf(arm, name, QUEUE, `queue at ${name}`))
      .filter((line) => highest(line.series) >= LONG_QUEUE),
  ];
}

function comparedLines(arms: readonly ArmResult[]): Line[] {
  const subjects = arms.flatMap((arm) => arm.subjects).filter((subject) => subject.kind === 'workload');
  const workloads = [...new Set(subjects.map(({ name }) => name))];
  return workloads.flatMap((name) =>
    LINES.flatMap((line) => {
      const prefix = workloads.length > 1 ? `${name} ` : '';
      return arms.flatMap((arm) => lineOf(arm, name, line, `${prefix}${line.label}, ${arm.name}`));
    }),
  );
}

function lineOf(
  arm: ArmResult,
  subject: string,
  line: { metric: string; by: 'mean' | 'max'; quiet: boolean },
  label: string,
): Line[] {
  const series = arm.series.find((one) => one.name === `${subject}.${line.metric}`);
  if (series === undefined || (line.quiet && highest(series) === 0)) return [];
  return [{ label, series, by: line.by, group: series.name }];
}

interface DrawnLine extends Line {
  /** One for each column. */
  readonly values: readonly (number | null)[];
}

function topOf(group: string, lines: readonly DrawnLine[]): number {
  return Math.max(
    0,
    ...lines.filter((line) => line.group === group).flatMap(({ values }) => values.filter((value) => value !== null)),
  );
}

function lineText(line: DrawnLine, top: number, labels: number, columns: number, { ink }: Page): string {
  const { unit } = line.series;
  const known = line.values.filter((value) => value !== null);
  const strip = ink.accent(padded(sparkline(line.values, 0, top), columns));
  const range = known.length === 0 ? '' : `${figure(Math.min(...known), unit)} to ${figure(Math.max(...known), unit)}`;
  return `  ${padded(line.label, labels)}  ${strip}  ${range}`.trimEnd();
}

function highest(series: Series): number {
  return Math.max(0, ...series.values.filter((value) => value !== null));
}
