import type { MetricDeclaration } from '../../metrics/declaration.js';
import { STATISTICS } from '../../metrics/declaration.js';
import { code, sentence, table } from './markdown.js';

/** The metrics that a kind offers to results and expectations. */
export function describeMetrics(metrics: readonly MetricDeclaration[]): string {
  return table(
    ['metric', 'unit', 'meaning'],
    withOneStatus(metrics).map((metric) => [code(nameOf(metric)), metric.unit, sentence(metric.summary) + aliasesOf(metric)]),
  );
}

const OF_ONE_STATUS = /^status-\d+\.(count|ratio)$/;

/** There is a pair of metrics for each status, which say the same; one row for each of the pair. */
function withOneStatus(metrics: readonly MetricDeclaration[]): MetricDeclaration[] {
  const ordinary = metrics.filter(({ name }) => !OF_ONE_STATUS.test(name));
  const [count, ratio] = metrics.filter(({ name }) => OF_ONE_STATUS.test(name));
  if (count === undefined || ratio === undefined) return ordinary;
  return [
    ...ordinary,
    {
      ...count,
      name: 'status-NNN.count',
      summary: 'Requests that ended with this status: `status-404.count`; 0 is refused, 1 unreachable',
    },
    { ...ratio, name: 'status-NNN.ratio', summary: 'Requests that ended with this status, of all that ended' },
  ];
}

function nameOf(metric: MetricDeclaration): string {
  return metric.type === 'distribution' ? `${metric.name}.{${STATISTICS.join(', ')}}` : metric.name;
}

function aliasesOf(metric: MetricDeclaration): string {
  const aliases = metric.aliases ?? [];
  return aliases.length === 0 ? '' : ` Also ${aliases.map(code).join(', ')}.`;
}
