import type { Position } from '../../core/problem.js';
import type { Reader } from '../reader.js';
import { CUT, CUT_HINT, hasOpenParenthesis } from '../schemas/scalar-schema.js';
import type { Expression } from './expression.js';
import { ExpressionParser } from './expression-parser.js';
import { reportTo, SyntaxProblem } from './syntax-problem.js';

const LONGEST = 10_000;

/** Undefined after a report. `at` is where the text begins. Dimensions are not checked yet: see `dimensionOf`. */
export function parseExpression(text: string, at: Position, reader: Reader): Expression | undefined {
  const report = reportTo(reader, at, text);
  if (text.length > LONGEST) {
    report(0, `${text.slice(0, 40)}...`, `an expression has at most ${LONGEST} characters`);
    return undefined;
  }
  try {
    return new ExpressionParser(text, at, reader).parse();
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    if (hasOpenParenthesis(text)) report(0, text, CUT, CUT_HINT);
    else report(problem.at, problem.text, problem.message, problem.hint);
    return undefined;
  }
}
