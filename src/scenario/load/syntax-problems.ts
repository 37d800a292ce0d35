import type { Document, LineCounter, YAMLError } from 'yaml';
import type { Problem } from '../../core/problem.js';
import { MAX_SYNTAX_PROBLEMS } from './limits.js';

const HINTS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'check the indentation of this line against the one above',
  BLOCK_AS_IMPLICIT_KEY: 'begin a nested map on a line of its own, or put the text into quotes',
  MISSING_CHAR: 'close what was opened: quotes, brackets or braces',
  MULTILINE_IMPLICIT_KEY: 'is a colon missing after the key?',
  MULTIPLE_DOCS: 'keep one scenario per file',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'leave out the tag',
  UNEXPECTED_TOKEN: 'put a text with special characters into quotes',
  BAD_SCALAR_START: 'put a text that begins with a special character into quotes',
};

/** What the parser has to say of a text that is no YAML, or more YAML than a scenario may use. */
export function syntaxProblems(document: Document.Parsed, text: string, file: string, lines: LineCounter): Problem[] {
  const found = [...document.errors, ...document.warnings].toSorted((left, right) => left.pos[0] - right.pos[0]);
  const problems: Problem[] = [];
  for (const error of found.slice(0, MAX_SYNTAX_PROBLEMS)) problems.push(problemOf(error, text, file, lines));
  if (document.directives?.yaml.explicit === true || text.startsWith('%')) problems.unshift(directive(file));
  return problems;
}

function problemOf(error: YAMLError, text: string, file: string, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  const message = error.code === 'MULTIPLE_DOCS' ? 'a second document begins here' : firstSentence(error.message);
  return {
    message,
    at: { file, line: Math.max(1, line), column: Math.max(1, col) },
    text: lineText(text, line),
    hint: HINTS[error.code],
  };
}

function directive(file: string): Problem {
  return {
    message: 'a scenario takes no YAML directives',
    at: { file, line: 1, column: 1 },
    hint: 'leave out the line that begins with %',
  };
}

function firstSentence(message: string): string {
  const line = message.split('\n')[0]!;
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\.$/, '');
}

function lineText(text: string, line: number): string | undefined {
  const found = text.split('\n', line)[line - 1]?.trim();
  return found === undefined || found === '' ? undefined : shortened(found);
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}
