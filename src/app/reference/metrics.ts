import type { MetricDeclaration } from '../../metrics/declaration.js';
import { STATISTICS } from '../../metrics/declaration.js';
import { code, sentence, table } from './markdown.js';

/** The metrics that a kind offers to results and expectations. */
export function describeMetrics(metrics: readonly MetricDeclaration[]): string {
  return table(
    ['metric', 'unit', 'meaning'],
    metrics.map((metric) => [code(nameOf(metric)), metric.unit, sentence(metric.summary) + aliasesOf(metric)]),
  );
}

function nameOf(metric: MetricDeclaration): string {
  return metric.type === 'distribution' ? `${metric.name}.{${STATISTICS.join(', ')}}` : metric.name;
}

function aliasesOf(metric: MetricDeclaration): string {
  const aliases = metric.aliases ?? [];
  return aliases.length === 0 ? '' : ` Also ${aliases.map(code).join(', ')}.`;
}
