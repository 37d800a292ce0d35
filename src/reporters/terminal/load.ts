import { figure } from '../../metrics/figure.js';
import type { ArmResult, RunResult, SubjectResult } from '../../metrics/run-result.js';
import { displayWidth, padded } from '../display-width.js';
import { resampled, sparkline } from '../sparkline.js';
import { valueOf } from './cell.js';
import type { Page } from './page.js';

/** How evenly the requests fell on replicas and shards: one column for each, as high as its share. */
export function load(result: RunResult, page: Page): string[] {
  if (result.arms.length > 1) return [];
  const arm = result.arms[0]!;
  const rows = arm.subjects.flatMap((subject) => loadOf(subject, arm));
  if (rows.length === 0) return [];
  const labels = Math.max(...rows.map((row) => displayWidth(row.label)));
  const columns = Math.max(8, page.width - labels - 50);
  const strips = rows.map((row) => sparkline(resampled(row.counts, columns, 'mean'), 0, Math.max(...row.counts)));
  const widest = Math.max(...strips.map(displayWidth));
  return [
    page.ink.strong('Load on each replica and shard'),
    ...rows.map((row, index) => {
      return `  ${padded(row.label, labels)}  ${page.ink.accent(padded(strips[index]!, widest))}  ${row.detail}`;
    }),
  ];
}

interface LoadRow {
  readonly label: string;
  readonly counts: readonly number[];
  readonly detail: string;
}

function loadOf(subject: SubjectResult, arm: ArmResult): LoadRow[] {
  if (subject.kind === 'workload' || subject.instances.length < 2) return [];
  const counts = subject.instances.map((instance) => valueOf(arm, `${instance}.requests.count`) ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const most = Math.max(...counts);
  const busiest = subject.instances[counts.indexOf(most)]!;
  const imbalance = valueOf(arm, `${subject.name}.imbalance`) ?? (most * counts.length) / total;
  const shares = `${figure(Math.min(...counts) / total, 'ratio')} to ${figure(most / total, 'ratio')}`;
  return [{ label: subject.name, counts, detail: `${shares}, most on ${busiest}, imbalance ${imbalance.toFixed(2)}` }];
}
