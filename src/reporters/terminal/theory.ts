import type { ArmResult, RunResult } from '../../metrics/run-result.js';
import { wrap } from '../wrap.js';
import type { Page } from './page.js';

/** Upon what the figures of theory rest: the forms that hold, those that are approximations, and what is not said. */
export function theory(result: RunResult, { width, ink }: Page): string[] {
  const lines = linesOf(result.arms);
  if (lines.length === 0) return [];
  const signs = { '=': ink.good, '≈': ink.dim, '!': ink.warn };
  return [
    `${ink.strong('Forms')} ${ink.dim('= holds  ≈ approximation  ! says nothing')}`,
    ...lines.flatMap(({ sign, text }) =>
      wrap(text, width - 4).map((part, index) => `  ${index === 0 ? signs[sign](sign) : ' '} ${part}`),
    ),
  ];
}

interface Line {
  readonly sign: '=' | '≈' | '!';
  readonly text: string;
}

/** What is the same in every arm is told once, without their names. */
function linesOf(arms: readonly ArmResult[]): Line[] {
  const found = new Map<string, Line & { readonly arms: string[] }>();
  for (const { name, theory: notes } of arms) {
    for (const line of notes === undefined ? [] : ofArm(notes)) {
      const known = found.get(line.sign + line.text) ?? { ...line, arms: [] };
      found.set(line.sign + line.text, known);
      if (!known.arms.includes(name)) known.arms.push(name);
    }
  }
  return [...found.values()].map(({ sign, text, arms: where }) => {
    return { sign, text: where.length === arms.length ? text : `${where.join(', ')}: ${text}` };
  });
}

function ofArm({ forms, broken }: NonNullable<ArmResult['theory']>): Line[] {
  return [
    ...forms.map(({ subject, form, exact }): Line => ({ sign: exact ? '=' : '≈', text: `${subject}: ${form}` })),
    ...broken.map(({ subject, reason }): Line => ({ sign: '!', text: subject === null ? reason : `${subject}: ${reason}` })),
  ];
}
