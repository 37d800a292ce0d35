import { figure } from '../../metrics/figure.js';
import type { ArmResult } from '../../metrics/run-result.js';
import { displayWidth, padded, paddedLeft } from '../display-width.js';
import { valueOf } from './cell.js';
import type { Page } from './page.js';

/** Told apart by their shade, so that no colour is needed. */
const SHADES = [
  { part: 'waiting', shade: '█' },
  { part: 'service', shade: '▒' },
  { part: 'network', shade: '░' },
] as const;
const WIDEST_BAR = 50;

/** Where the time of one workload goes in each arm: a bar as long as the arm's mean latency, in shades for its parts. */
export function timeShares(workload: string, arms: readonly ArmResult[], { width, ink }: Page): string[] {
  const rows = arms.flatMap((arm) => {
    const latency = valueOf(arm, `${workload}.latency.mean`);
    const parts = SHADES.map(({ part }) => valueOf(arm, `${workload}.${part}.mean`) ?? 0);
    return latency === undefined || latency === 0 || parts.every((part) => part === 0)
      ? []
      : [{ name: arm.name, latency, parts }];
  });
  if (rows.length === 0) return [];
  const names = Math.max(...rows.map((row) => row.name.length));
  const figures = rows.map((row) => shares(row.parts, row.latency));
  const longest = Math.max(...rows.map((row) => row.latency));
  const room = Math.max(10, Math.min(WIDEST_BAR, width - names - 16 - Math.max(...figures.map(displayWidth))));
  const legend = SHADES.map(({ part, shade }) => `${shade} ${part}`).join('  ');
  return [
    `${ink.strong(`Where the time of ${workload} goes`)}  ${ink.dim(legend)}`,
    ...rows.map(({ name, latency, parts }, index) => {
      const strip = stacked(parts, longest, room);
      return `  ${padded(name, names)}  ${paddedLeft(figure(latency, 'ms'), 8)}  ${ink.accent(padded(strip, room))}  ${ink.dim(figures[index]!)}`;
    }),
  ];
}

function shares(parts: readonly number[], latency: number): string {
  return parts.map((part) => paddedLeft(`${Math.round((part / latency) * 100)}%`, 4)).join(' ');
}

/** The bar ends where the whole does, however its parts are rounded. */
function stacked(parts: readonly number[], longest: number, room: number): string {
  let text = '';
  let sum = 0;
  for (const [index, part] of parts.entries()) {
    sum += part;
    const end = Math.round((sum / longest) * room);
    text += SHADES[index]!.shade.repeat(Math.max(0, end - text.length));
  }
  return text;
}
