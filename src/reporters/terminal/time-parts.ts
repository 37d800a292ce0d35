import { figure } from '../../metrics/figure.js';
import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { bar } from '../bar.js';
import { displayWidth, padded, paddedLeft } from '../display-width.js';
import { valueOf } from './cell.js';
import type { Page } from './page.js';
import { queueParts } from './queue-parts.js';
import { timeShares } from './time-shares.js';

const PARTS = ['waiting', 'service', 'network'] as const;

interface Part {
  readonly label: string;
  readonly mean: number;
  /** Of the whole latency. */
  readonly share: number;
}

/** Where the mean latency of each workload goes: waiting in line (and in which), being served, under way. */
export function timeParts(result: RunResult, page: Page): string[] {
  const workloads = [...new Set(result.arms.flatMap((arm) => workloadsOf(arm)))];
  const blocks = workloads.map((workload) => workloadParts(workload, result.arms, page)).filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function workloadsOf(arm: ArmResult): string[] {
  return arm.subjects.filter((subject) => subject.kind === 'workload').map((subject) => subject.name);
}

function workloadParts(workload: string, arms: readonly ArmResult[], page: Page): string[] {
  if (arms.length > 1) return timeShares(workload, arms, page);
  const parts = partsOf(workload, arms[0]!);
  if (parts.length === 0) return [];
  const labels = Math.max(...parts.map((part) => displayWidth(part.label)));
  return [page.ink.strong(`Where the time of ${workload} goes`), ...parts.map((part) => partLine(part, labels, page))];
}

function partLine(part: Part, labels: number, { width, ink }: Page): string {
  const figures = `${paddedLeft(figure(part.mean, 'ms'), 8)} ${paddedLeft(`${Math.round(part.share * 100)}%`, 4)}`;
  const room = Math.min(50, width - labels - displayWidth(figures) - 6);
  return `  ${padded(part.label, labels)}  ${figures}  ${ink.accent(bar(part.share, Math.max(8, room)))}`.trimEnd();
}

function partsOf(workload: string, arm: ArmResult): Part[] {
  const latency = valueOf(arm, `${workload}.latency.mean`);
  if (latency === undefined || latency === 0) return [];
  return PARTS.flatMap((name) => {
    const mean = valueOf(arm, `${workload}.${name}.mean`);
    if (mean === undefined) return [];
    const whole = { label: name, mean, share: mean / latency };
    if (name !== 'waiting' || mean === 0) return [whole];
    const queues = queueParts(workload, arm).map((queue) => ({
      label: `  at ${queue.node}`,
      mean: queue.mean,
      share: queue.mean / latency,
    }));
    return [whole, ...queues];
  });
}
