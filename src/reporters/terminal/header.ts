import { figure } from '../../metrics/figure.js';
import type { RunResult } from '../../metrics/run-result.js';
import { wrap } from '../wrap.js';
import type { Page } from './page.js';

const NO_BREAK = '\u00a0';
/** Closed forms know neither chance nor a beginning. */
const STEADY = ['theory engine', 'steady state'];

/** The title, and under which conditions it was run. */
export function header(result: RunResult, { width, ink }: Page): string[] {
  const facts = conditions(result).map((fact) => fact.replaceAll(' ', NO_BREAK));
  const lines = wrap(facts.join(' · '), width).map((line) => ink.dim(line.replaceAll(NO_BREAK, ' ')));
  return [...wrap(result.scenario, width).map(ink.strong), ...lines];
}

function conditions(result: RunResult): string[] {
  const { measured } = result.arms[0]!;
  if (result.engine === 'theory') return [...STEADY, ...(result.arms.length > 1 ? [`${result.arms.length} arms`] : [])];
  const facts = [`${result.engine} engine`, `seed ${result.seed}`];
  const length = figure(measured.to - measured.from, 'ms');
  facts.push(measured.from === 0 ? `${length} measured` : `${length} measured after ${figure(measured.from, 'ms')} of warmup`);
  if (result.arms.length > 1) facts.push(`${result.arms.length} arms`);
  if (result.trials > 1) facts.push(`${result.trials} trials, ± at ${figure(result.confidence!, 'ratio')} confidence`);
  if (result.interrupted) facts.push('interrupted');
  return facts;
}
