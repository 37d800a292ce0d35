import { figure } from '../../metrics/figure.js';
import type { ArmResult, MetricTable, MetricValue } from '../../metrics/run-result.js';

/** How something that was not measured looks. */
const NOTHING = '-';

export function cell(metrics: MetricTable, path: string): string {
  const metric = metrics[path];
  return metric === undefined ? NOTHING : figure(metric.value, metric.unit);
}

/** Half the width of the confidence interval, where there were several trials. */
export function uncertainty(metric: MetricValue | undefined): string {
  if (metric?.low === undefined || metric.high === undefined || metric.low === metric.high) return '';
  return `±${figure((metric.high - metric.low) / 2, metric.unit, 2)}`;
}

export function valueOf(arm: ArmResult, path: string): number | undefined {
  return arm.metrics[path]?.value;
}
