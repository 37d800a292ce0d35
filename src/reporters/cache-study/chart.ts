import { figure, plainFigure } from '../../metrics/figure.js';
import { displayWidth, padded, paddedLeft } from '../display-width.js';
import type { Ink } from '../ink.js';
import type { CacheStudy } from './cache-study.js';

const HEIGHT = 12;
const WIDEST = 72;
/** For the figures on the left. */
const MARGIN = 6;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BETWEEN = '·';
const POINT = '•';
const SEVERAL = '+';
const EMPTY = ' ';

interface Curve {
  readonly mark: string;
  readonly points: readonly { readonly capacity: number; readonly missRatio: number }[];
}

/** Miss ratios over capacities, which stand on a logarithmic axis; nothing where there is only one capacity. */
export function studyChart(study: CacheStudy, width: number, ink: Ink): string[] {
  const curves = curvesOf(study);
  const points = curves.flatMap((curve) => curve.points);
  const capacities = points.map(({ capacity }) => capacity);
  const [least, most] = [Math.min(...capacities), Math.max(...capacities)];
  if (least === most) return [];
  const columns = Math.min(WIDEST, width - MARGIN - 2);
  const low = Math.floor(Math.min(...points.map(({ missRatio }) => missRatio)) * 20) / 20;
  const high = Math.max(low + 0.05, Math.ceil(Math.max(...points.map(({ missRatio }) => missRatio)) * 20) / 20);
  const grid = Array.from({ length: HEIGHT }, () => Array.from({ length: columns }, () => EMPTY));
  const place = (capacity: number, missRatio: number): [number, number] => [
    Math.round((Math.log(capacity / least) / Math.log(most / least)) * (columns - 1)),
    Math.round(((high - missRatio) / (high - low)) * (HEIGHT - 1)),
  ];
  for (const curve of curves) draw(curve, grid, place);
  const rows = grid.map((cells, row) => {
    const value = high - ((high - low) * row) / (HEIGHT - 1);
    const label = row % 3 === 0 || row === HEIGHT - 1 ? `${(value * 100).toFixed(0)}%` : '';
    return `${ink.dim(`${paddedLeft(label, MARGIN - 1)} │`)}${cells.join('')}`.trimEnd();
  });
  return [
    ink.strong('Miss ratio over capacity'),
    ...rows,
    ink.dim(`${' '.repeat(MARGIN)}└${'─'.repeat(columns)}`),
    ink.dim(axis(study, least, most, columns)),
    ...legend(study, curves, width).map((line) => `${' '.repeat(MARGIN + 1)}${line}`),
  ];
}

function curvesOf({ policies, curve }: CacheStudy): Curve[] {
  if (curve !== null) return [{ mark: POINT, points: curve }];
  return policies.map(({ results }, index) => ({
    mark: policies.length === 1 ? POINT : (LETTERS[index] ?? SEVERAL),
    points: results.toSorted((a, b) => a.capacity - b.capacity),
  }));
}

function draw({ mark, points }: Curve, grid: string[][], place: (capacity: number, missRatio: number) => [number, number]): void {
  const places = points.map(({ capacity, missRatio }) => place(capacity, missRatio));
  for (const [index, [column, row]] of places.entries()) {
    const [nextColumn, nextRow] = places[index + 1] ?? [column, row];
    for (let between = column + 1; between < nextColumn; between++) {
      const height = Math.round(row + ((nextRow - row) * (between - column)) / (nextColumn - column));
      if (grid[height]![between] === EMPTY) grid[height]![between] = BETWEEN;
    }
  }
  for (const [column, row] of places) {
    const there = grid[row]![column]!;
    grid[row]![column] = there === EMPTY || there === BETWEEN || there === mark ? mark : SEVERAL;
  }
}

function axis({ unit }: CacheStudy, least: number, most: number, columns: number): string {
  const name = (capacity: number): string => (unit === 'bytes' ? figure(capacity, 'bytes') : plainFigure(capacity));
  const right = unit === 'bytes' ? name(most) : `${name(most)} entries`;
  const left = name(least);
  const gap = Math.max(1, columns - displayWidth(left) - displayWidth(right));
  return `${' '.repeat(MARGIN + 1)}${left}${' '.repeat(gap)}${right}`;
}

/** Which letter is whose; several stand in one line. */
function legend({ policies }: CacheStudy, curves: readonly Curve[], width: number): string[] {
  if (policies.length === 1) return [];
  const entries = [...policies.map(({ name }, index) => `${curves[index]!.mark} ${name}`), `${SEVERAL} several`];
  const widest = Math.max(...entries.map(displayWidth)) + 2;
  const each = Math.max(1, Math.floor((width - MARGIN - 1) / widest));
  return Array.from({ length: Math.ceil(entries.length / each) }, (_, line) =>
    entries
      .slice(line * each, (line + 1) * each)
      .map((entry) => padded(entry, widest))
      .join('')
      .trimEnd(),
  );
}
