import { MILLISECOND } from '../../core/time.js';
import type { MetricDeclaration, Statistic } from '../../metrics/declaration.js';
import type { MetricValue } from '../../metrics/run-result.js';
import type { Law } from '../../theory/laws/law.js';
import { quantile } from '../../theory/laws/read.js';

const QUANTILES: readonly (readonly [Statistic, number])[] = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p999', 0.999],
];
/** More are not to be believed: percentiles come from cells of a thousandth of their size or so. */
const SIGNIFICANT_DIGITS = 12;
/** Below this, a share or a time is that of something that never happens. */
const NOTHING = 1e-9;

/** Figures of one kind of subject: only those that it declares, and of those only what is known. */
export class Figures {
  readonly table: Record<string, MetricValue> = {};
  readonly #declared: ReadonlyMap<string, MetricDeclaration>;

  constructor(declarations: readonly MetricDeclaration[]) {
    this.#declared = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  }

  /** In the unit of its declaration. */
  scalar(path: string, metric: string, value: number): void {
    const declared = this.#declared.get(metric);
    if (declared === undefined || !Number.isFinite(value)) return;
    this.table[`${path}.${metric}`] = { value: rounded(value), unit: declared.unit };
  }

  /** A time in nanoseconds, with percentiles where its distribution is known. */
  distribution(path: string, metric: string, law: Law): void {
    if (this.#declared.get(metric)?.type !== 'distribution' || !Number.isFinite(law.mean)) return;
    this.#statistic(path, metric, 'mean', law.mean);
    for (const [statistic, share] of QUANTILES) this.#statistic(path, metric, statistic, quantile(law, share));
  }

  #statistic(path: string, metric: string, statistic: Statistic, value: number | undefined): void {
    const { unit } = this.#declared.get(metric)!;
    if (value === undefined || !Number.isFinite(value)) return;
    this.table[`${path}.${metric}.${statistic}`] = { value: rounded(value / MILLISECOND), unit };
  }
}

function rounded(value: number): number {
  return Math.abs(value) < NOTHING ? 0 : Number(value.toPrecision(SIGNIFICANT_DIGITS));
}
