import { hideSecrets } from '../core/hide-secrets.js';
import type { Position, Problem } from '../core/problem.js';
import { displayWidth } from './display-width.js';
import { inkFor, type Ink } from './ink.js';

export interface ProblemTextOptions {
  readonly colour: boolean;
  /** A line of a file, counted from 1; undefined where it cannot be read. */
  readonly line: (file: string, line: number) => string | undefined;
}

/** More would scroll the first, which is usually the cause, off the screen. */
const SHOWN = 30;
/** Of a long line so much is shown around the place. */
const EXCERPT = 100;

/** Everything that is wrong with an input: where, what, the line with a mark under the place, and what to try. */
export function problemText(problems: readonly Problem[], options: ProblemTextOptions): string {
  const ink = inkFor(options.colour);
  const shown = problems.slice(0, SHOWN).map((problem) => oneProblem(problem, options, ink));
  const rest = problems.length - SHOWN;
  const more = rest > 0 ? [`and ${rest} more ${rest === 1 ? 'problem' : 'problems'}\n`] : [];
  return [...shown, ...more].join('\n');
}

function oneProblem(problem: Problem, { line }: ProblemTextOptions, ink: Ink): string {
  const where = problem.at === undefined ? '' : `${ink.strong(place(problem.at))} `;
  const lines = [`${where}${ink.bad(hideSecrets(problem.message))}`];
  const source = problem.at === undefined ? undefined : line(problem.at.file, problem.at.line);
  if (problem.at !== undefined && source !== undefined && source.trim() !== '') {
    // A password before the place moves it to the left.
    const column = hideSecrets(source.slice(0, problem.at.column - 1)).length + 1;
    lines.push(...excerpt(hideSecrets(source), { ...problem.at, column }, hideSecrets(problem.text ?? ''), ink));
  } else if (problem.text !== undefined && !problem.message.includes(problem.text)) {
    lines.push(`    ${printable(hideSecrets(problem.text)).slice(0, EXCERPT)}`);
  }
  if (problem.hint !== undefined) lines.push(`  ${ink.accent('hint:')} ${problem.hint}`);
  return `${lines.join('\n')}\n`;
}

function place({ file, line, column }: Position): string {
  return `${file}:${line}:${column}:`;
}

function excerpt(source: string, at: Position, text: string, ink: Ink): string[] {
  const start = at.column - 1 > EXCERPT ? at.column - 1 - EXCERPT / 2 : 0;
  const shown = printable(source.slice(start, start + EXCERPT));
  const before = displayWidth(printable(source.slice(start, at.column - 1)));
  const marked = source.startsWith(text, at.column - 1) ? text : '';
  const width = Math.max(1, Math.min(displayWidth(printable(marked)), displayWidth(shown) - before));
  const margin = String(at.line).length + 2;
  return [
    `${ink.dim(`${' '.repeat(2)}${at.line} |`)} ${shown.trimEnd()}`,
    `${' '.repeat(margin)} ${ink.dim('|')} ${' '.repeat(before)}${ink.bad('^'.repeat(width))}`,
  ];
}

/** Tabs and control characters as blanks, so that the mark stands under its place and no escape sequence reaches the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Control}/gu, ' ');
}
