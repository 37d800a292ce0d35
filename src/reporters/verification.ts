import { figure } from '../metrics/figure.js';
import type { AgreementVerdict, VerifyArm, VerifyResult, VerifyRow } from '../metrics/verify-result.js';
import type { Ink } from './ink.js';
import { fittingTable } from './table.js';
import type { Page } from './terminal/page.js';
import { wrap } from './wrap.js';

const NOTHING = '-';
const SIGNS: Readonly<Record<AgreementVerdict, string>> = { pass: '✓', fail: '✗', unknown: '?' };

/** The engines side by side: a row for each metric, with how far they lie apart and what was allowed. */
export function verification(result: VerifyResult, page: Page): string[] {
  const { width, ink } = page;
  const facts = ['virtual, live and theory', `seed ${result.seed}`, `median of ${result.runs} runs`].join(' · ');
  const arms = result.arms.flatMap((arm) => ['', ...armLines(arm, result.arms.length > 1, page)]);
  return [...wrap(result.scenario, width).map(ink.strong), ink.dim(facts), ...arms, '', conclusion(result, ink)];
}

function armLines(arm: VerifyArm, named: boolean, { width, ink }: Page): string[] {
  const rows = arm.rows.filter(
    ({ figures, bound }) => bound !== null || Object.values(figures).some((value) => value !== null && value !== 0),
  );
  const columns = [
    { title: ink.strong(named ? arm.name : 'Metric'), align: 'left' as const },
    ...['virtual', 'live', 'apart', 'theory', 'apart', 'allowed', 'live/theory'].map((title) => ({
      title: ink.dim(title),
      align: 'right' as const,
    })),
  ];
  const notes = [
    ...arm.findings.map((text) => ({ sign: ink.warn('!'), text })),
    ...arm.theory.forms.map(({ subject, form, exact }) => ({
      sign: exact ? ink.good('=') : ink.dim('≈'),
      text: `${subject}: ${form}`,
    })),
    ...arm.theory.broken.map(({ subject, reason }) => ({
      sign: ink.warn('!'),
      text: subject === null ? reason : `${subject}: ${reason}`,
    })),
  ];
  return [
    ...fittingTable(
      columns,
      rows.map((row) => cellsOf(row, ink)),
      width,
    ),
    ...notes.flatMap(({ sign, text }) => wrap(text, width - 4).map((part, index) => `  ${index === 0 ? sign : ' '} ${part}`)),
  ];
}

function cellsOf({ metric, unit, figures, errors, bound, verdicts }: VerifyRow, ink: Ink): string[] {
  const value = (of: number | null): string => (of === null ? NOTHING : figure(of, unit));
  return [
    metric,
    value(figures.virtual),
    value(figures.live),
    judged(errors.live, verdicts.live, ink),
    value(figures.theory),
    judged(errors.theory, verdicts.theory, ink),
    bound ?? '',
    apart(errors.liveFromTheory),
  ];
}

function judged(error: number | null, verdict: AgreementVerdict | null, ink: Ink): string {
  const text = apart(error);
  if (verdict === null) return text;
  return `${text} ${paintOf(verdict, ink)(SIGNS[verdict])}`;
}

function paintOf(verdict: AgreementVerdict, ink: Ink): (text: string) => string {
  if (verdict === 'pass') return ink.good;
  return verdict === 'fail' ? ink.bad : ink.warn;
}

function apart(error: number | null): string {
  if (error === null) return NOTHING;
  const percent = Math.abs(error * 100);
  const digits = percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
  return `${error < 0 ? '−' : '+'}${digits}%`;
}

function conclusion({ verdict, arms }: VerifyResult, ink: Ink): string {
  const verdicts = arms
    .flatMap(({ rows }) => rows.flatMap((row) => [row.verdicts.live, row.verdicts.theory]))
    .filter((one) => one !== null);
  if (verdicts.length === 0) return ink.dim('nothing was judged: the scenario has no section `agreement`');
  const counted = (of: AgreementVerdict): number => verdicts.filter((one) => one === of).length;
  const parts = [
    [counted('pass'), 'agree', ink.good],
    [counted('fail'), 'lie too far apart', ink.bad],
    [counted('unknown'), 'could not be judged', ink.warn],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what, paint]) => paint(`${count} ${what}`));
  return `${verdict === 'pass' ? 'The engines agree' : 'The engines do not agree everywhere'}: ${told.join(', ')}`;
}
