import type { ExpectationResult, RunResult, Verdict } from '../../metrics/run-result.js';
import type { Ink } from '../ink.js';
import { wrap } from '../wrap.js';
import type { Page } from './page.js';

const SIGNS: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✗', vacuous: '○', unknown: '?' };
const REASONS: Readonly<Record<Verdict, string>> = {
  pass: '',
  fail: '',
  vacuous: 'nothing to judge: ',
  unknown: 'could not be judged: ',
};

/** Each expectation with its verdict and the figures behind it. */
export function expectations(result: RunResult, page: Page): string[] {
  if (result.expectations.length === 0) return [];
  return [page.ink.strong('Expectations'), ...result.expectations.flatMap((expectation) => expectationLines(expectation, page))];
}

function expectationLines({ text, verdict, observed }: ExpectationResult, { width, ink }: Page): string[] {
  const [first = '', ...rest] = wrap(text, width - 4);
  const figures = observed === '' ? [] : wrap(REASONS[verdict] + observed, width - 6);
  return [
    `  ${paintOf(verdict, ink)(SIGNS[verdict])} ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...figures.map((line) => `      ${ink.dim(line)}`),
  ];
}

export function warnings(result: RunResult, { width, ink }: Page): string[] {
  const lines = result.arms.flatMap((arm) =>
    arm.warnings.map((warning) => (result.arms.length > 1 ? `${arm.name}: ${warning}` : warning)),
  );
  if (lines.length === 0) return [];
  return [
    ink.strong('Warnings'),
    ...lines.flatMap((line) => wrap(line, width - 4).map((part, index) => `  ${index === 0 ? ink.warn('!') : ' '} ${part}`)),
  ];
}

/** Only what is broken: that the others hold is what everybody relies on. */
export function invariants(result: RunResult, { width, ink }: Page): string[] {
  const broken = result.invariants.filter((invariant) => !invariant.holds);
  if (broken.length === 0) return [];
  return [
    ink.bad('Broken invariants: these figures cannot be trusted'),
    ...broken.flatMap(({ name, subject, detail }) => {
      return wrap(`${subject}: ${name}: ${detail}`, width - 4).map(
        (part, index) => `  ${index === 0 ? ink.bad('✗') : ' '} ${part}`,
      );
    }),
  ];
}

/** The last line: what it all comes to. */
export function conclusion(result: RunResult, { ink }: Page): string[] {
  const total = result.expectations.length;
  if (total === 0) return [];
  const counted = (verdict: Verdict) => result.expectations.filter((expectation) => expectation.verdict === verdict).length;
  const parts = [
    [counted('pass'), 'hold', ink.good],
    [counted('fail'), 'failed', ink.bad],
    [counted('vacuous'), 'had nothing to judge', ink.warn],
    [counted('unknown'), 'could not be judged', ink.warn],
  ] as const;
  const told = parts
    .filter(([count]) => count > 0)
    .map(([count, what, paint]) => paint(`${count} ${count === 1 && what === 'hold' ? 'holds' : what}`));
  return [`${total === 1 ? '1 expectation' : `${total} expectations`}: ${told.join(', ')}`];
}

function paintOf(verdict: Verdict, ink: Ink): (text: string) => string {
  if (verdict === 'pass') return ink.good;
  return verdict === 'fail' ? ink.bad : ink.warn;
}
