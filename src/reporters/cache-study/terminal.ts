import { figure, plainFigure } from '../../metrics/figure.js';
import { displayWidth } from '../display-width.js';
import { inkFor, type Ink } from '../ink.js';
import type { ReportOptions } from '../reporter.js';
import { type Column, table } from '../table.js';
import { wrap } from '../wrap.js';
import type { CacheStudy, StudiedCache } from './cache-study.js';
import { studyChart } from './chart.js';

/** Beside the least misses of a capacity, bounds aside. */
const BEST = '*';

/** What was looked at, tables of miss ratios and misses, and a chart. */
export function studyText(study: CacheStudy, options: ReportOptions): string {
  const ink = inkFor(options.colour);
  const blocks = [
    header(study, options.width, ink),
    ...tables('Miss ratio', study, missRatio, options.width, ink),
    ...(study.unit === 'bytes' ? tables('Miss ratio by bytes', study, byteMissRatio, options.width, ink) : []),
    ...tables('Misses', study, misses, options.width, ink),
    studyChart(study, options.width, ink),
    notes(study, options.width, ink),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function header({ trace, admission, sample }: CacheStudy, width: number, ink: Ink): string[] {
  const about = sample === null ? '' : 'about ';
  const bytes = trace.bytes === null ? '' : ` of ${about}${figure(trace.bytes, 'bytes')} together`;
  const facts = [
    `${plainFigure(trace.requests)} requests for ${about}${plainFigure(trace.objects)} objects${bytes}, format ${trace.format}`,
    ...(trace.unparsable === 0 ? [] : [unparsable(trace.unparsable)]),
    ...(admission === 'none' ? [] : [`admission ${admission}`]),
    ...(sample === null
      ? []
      : [
          `a sample of ${figure(sample.share, 'ratio')} of the objects: ${plainFigure(sample.requests)} requests for ${plainFigure(sample.objects)} objects`,
        ]),
  ];
  return [ink.strong(trace.file), ...facts.flatMap((fact) => wrap(fact, width)).map(ink.dim)];
}

function unparsable(lines: number): string {
  return lines === 1 ? 'a line could not be read and is left out' : `${plainFigure(lines)} lines could not be read and are left out`;
}

function missRatio({ missRatio: ratio, error }: StudiedCache): string {
  return error === null ? percent(ratio) : `${percent(ratio)} ±${percent(error)}`;
}

function byteMissRatio({ byteMissRatio: ratio }: StudiedCache): string {
  return ratio === null ? '-' : percent(ratio);
}

function misses({ misses: count }: StudiedCache): string {
  return plainFigure(count);
}

/** Always with two decimals: figures under one another are compared digit by digit. */
function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(2)}%`;
}

/** One table, or several with some of the capacities each where the page is too narrow. */
function tables(title: string, study: CacheStudy, cell: (cache: StudiedCache) => string, width: number, ink: Ink): string[][] {
  const blocks: string[][] = [];
  let from = 0;
  while (from < study.capacities.length) {
    let to = study.capacities.length;
    let lines = tableOf(title, study, cell, from, to, ink);
    while (to > from + 1 && lines.some((line) => displayWidth(line) > width))
      lines = tableOf(title, study, cell, from, --to, ink);
    blocks.push(lines);
    from = to;
  }
  return blocks;
}

function tableOf(
  title: string,
  study: CacheStudy,
  cell: (cache: StudiedCache) => string,
  from: number,
  to: number,
  ink: Ink,
): string[] {
  const capacities = study.capacities.slice(from, to);
  const columns: Column[] = [
    { title: ink.strong(title), align: 'left' },
    ...capacities.map(({ text }) => ({ title: `${ink.strong(text)} `, align: 'right' as const })),
  ];
  const amounts = capacities.map(({ amount }) => (study.unit === 'bytes' ? figure(amount, 'bytes') : plainFigure(amount)));
  const spoken = capacities.some(({ text }) => text.endsWith('%'));
  const marks = study.policies.length > 1;
  const rows = study.policies.map(({ name, bound, results }) => [
    bound ? `${name} (bound)` : name,
    ...results.slice(from, to).map((result, index) => {
      const best = marks && !bound && result.misses === leastMisses(study, from + index);
      return best ? ink.good(cell(result) + BEST) : `${cell(result)} `;
    }),
  ]);
  const amountRow = ['', ...amounts.map((amount) => ink.dim(`${amount} `))];
  return table(columns, spoken ? [amountRow, ...rows] : rows);
}

function leastMisses({ policies }: CacheStudy, place: number): number {
  return Math.min(...policies.filter(({ bound }) => !bound).map(({ results }) => results[place]!.misses));
}

function notes(study: CacheStudy, width: number, ink: Ink): string[] {
  const several = study.policies.filter(({ bound }) => !bound).length > 1;
  const unequal = study.unit === 'bytes' && study.policies.some(({ bound }) => bound);
  return [
    ...(several ? [`${BEST} fewest misses at this capacity.`] : []),
    ...(study.sample === null
      ? []
      : ['± is half the width of the 95% interval, from how unevenly the misses in the sample are spread over its objects.']),
    ...(unequal ? ['Where objects differ in size, throwing out what is needed last is no true bound.'] : []),
  ]
    .flatMap((note) => wrap(note, width))
    .map(ink.dim);
}
