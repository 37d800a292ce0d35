import { figure } from '../metrics/figure.js';
import { table } from './table.js';
import { wrap } from './wrap.js';

/** How much a node takes that is asked as fast as it answers. */
interface CapacityRow {
  readonly workload: string;
  readonly target: string;
  readonly connections: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly failed: number;
}

/** A table, and what its latencies are not. */
export function capacityText(rows: readonly CapacityRow[], width: number): string {
  const columns = ['Capacity', 'asked', 'answered', 'failed', 'mean', 'p50', 'p99', 'max'];
  const lines = table(
    columns.map((title, index) => ({ title, align: index < 2 ? 'left' : 'right' })),
    rows.map((row) => [
      row.workload,
      row.target,
      figure(row.perSecond, 'per-second'),
      figure(row.failed, 'ratio'),
      ...[row.mean, row.p50, row.p99, row.max].map((latency) => figure(latency, 'ms')),
    ]),
  );
  const [{ connections, seconds } = { connections: 0, seconds: 0 }] = rows;
  const people = connections === 1 ? 'one caller' : `${connections} callers`;
  const note = `Closed loop: ${people} for ${seconds} s, each asking again when it is answered. That is what the target can take on this machine; how long people wait is another question, which run --live answers.`;
  return `${[...lines, '', ...wrap(note, width)].join('\n')}\n`;
}
