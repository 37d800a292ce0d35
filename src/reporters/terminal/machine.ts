import { figure } from '../../metrics/figure.js';
import type { MachineResult } from '../../metrics/machine-result.js';
import type { RunResult } from '../../metrics/run-result.js';
import { wrap } from '../wrap.js';
import type { Page } from './page.js';

/** Of a live run: how late requests left, what was used of the machine, and whether it was what was measured. */
export function machine(result: RunResult, { width, ink }: Page): string[] {
  const arms = result.arms.flatMap(({ name, machine: measured }) => (measured === undefined ? [] : [{ name, measured }]));
  if (arms.length === 0) return [];
  const lines = arms.flatMap(({ name, measured }) => {
    const prefix = arms.length > 1 ? `${name}: ` : '';
    const told = wrap(prefix + figuresOf(measured), width - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`));
    const sign = measured.valid ? ink.warn('!') : ink.bad('✗');
    const found = measured.findings.flatMap((finding) =>
      wrap(prefix + finding, width - 4).map((part, index) => `  ${index === 0 ? sign : ' '} ${part}`),
    );
    return [...told, ...found];
  });
  return [ink.strong('The machine'), ...lines];
}

function figuresOf({ cores, cpu, lag, threads }: MachineResult): string {
  const late = Object.entries(lag).map(([workload, { p99, max }]) => {
    return `requests of ${workload} left ${figure(p99, 'ms')} late at p99, ${figure(max, 'ms')} at most`;
  });
  const pause = Math.max(0, ...threads.map(({ pauses }) => pauses.max));
  const pauses = pause > 0 ? [`garbage collection stopped a thread for ${figure(pause, 'ms')} at most`] : [];
  return [...late, `${figure(cpu, 'ratio')} of ${cores} cores used`, ...pauses].join('; ');
}
