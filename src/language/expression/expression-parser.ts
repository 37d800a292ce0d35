import type { Position } from '../../core/problem.js';
import type { Reader } from '../reader.js';
import type { BinaryOperator, Expression } from './expression.js';
import { FunctionCall } from './function-call.js';
import { compareWithName, leafNode } from './leaves.js';
import { SyntaxProblem } from './syntax-problem.js';
import { TokenCursor } from './token-cursor.js';
import type { Token } from './tokens.js';

const DEEPEST = 50;
const MOST_NODES = 1000;

/** `not a < b` is not (a < b). */
const NOT = 3;
const COMPARISON = 4;
const ADDITIVE = 5;
const UNARY = 7;
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['<', COMPARISON],
  ['<=', COMPARISON],
  ['>', COMPARISON],
  ['>=', COMPARISON],
  ['==', COMPARISON],
  ['!=', COMPARISON],
  ['within', COMPARISON],
  ['+', ADDITIVE],
  ['-', ADDITIVE],
  ['*', 6],
  ['/', 6],
]);

/** Operator precedence as in Pratt, "Top down operator precedence" (1973). Ends in a SyntaxProblem where the text is none. */
export class ExpressionParser {
  readonly #cursor: TokenCursor;
  readonly #functions: FunctionCall;
  #depth = 0;
  #nodes = 0;

  constructor(text: string, start: Position, reader: Reader) {
    this.#cursor = new TokenCursor(text);
    this.#functions = new FunctionCall(this.#cursor, start, reader, () => this.#expression(0));
  }

  parse(): Expression {
    if (this.#cursor.peek.kind === 'end') throw new SyntaxProblem('the expression is empty', 0, '');
    const expression = this.#expression(0);
    const rest = this.#cursor.peek;
    if (rest.kind !== 'end') throw this.#cursor.unexpected(rest);
    return expression;
  }

  /** As far as operators bind more tightly than `above`. */
  #expression(above: number): Expression {
    if (++this.#depth > DEEPEST) throw this.#tooMuch('the expression is nested too deeply');
    let left = this.#prefix();
    for (;;) {
      const token = this.#cursor.peek;
      const precedence = token.kind === 'word' ? PRECEDENCE.get(token.text) : undefined;
      if (precedence === undefined || precedence <= above) break;
      this.#cursor.advance();
      left = token.text === 'within' ? this.#within(left, token) : this.#binary(left, token, precedence);
      if (precedence === COMPARISON) this.#refuseChain();
    }
    this.#depth--;
    return left;
  }

  #prefix(): Expression {
    if (++this.#nodes > MOST_NODES) throw this.#tooMuch('the expression has too many parts');
    const token = this.#cursor.advance();
    if (token.kind === '(') {
      const inner = this.#expression(0);
      this.#cursor.expect(')');
      return inner;
    }
    if (token.kind === 'function') return this.#functions.parse(token);
    if (token.kind !== 'word') throw this.#cursor.unexpected(token);
    if (token.text === '-') return { type: 'unary', operator: '-', operand: this.#expression(UNARY - 1), at: token.at };
    if (token.text === 'not') return { type: 'unary', operator: 'not', operand: this.#expression(NOT - 1), at: token.at };
    if (PRECEDENCE.has(token.text) || token.text === 'of' || this.#cursor.isForeign(token)) throw this.#cursor.unexpected(token);
    return leafNode(token.text, token.at);
  }

  #binary(left: Expression, token: Token, precedence: number): Expression {
    const operator = token.text as BinaryOperator;
    const right = this.#expression(precedence);
    return compareWithName({ type: 'binary', operator, left, right, at: token.at });
  }

  #within(left: Expression, token: Token): Expression {
    const tolerance = this.#expression(COMPARISON);
    const of = this.#cursor.advance();
    if (of.text !== 'of') throw new SyntaxProblem('the word of is missing', of.at, of.text, 'write X within 3% of Y');
    return { type: 'within', left, tolerance, right: this.#expression(COMPARISON), at: token.at };
  }

  #refuseChain(): void {
    const token = this.#cursor.peek;
    if (token.kind !== 'word' || PRECEDENCE.get(token.text) !== COMPARISON) return;
    throw new SyntaxProblem('comparisons cannot be chained', token.at, token.text, 'write a < b and b < c');
  }

  #tooMuch(message: string): SyntaxProblem {
    const { at, text } = this.#cursor.peek;
    return new SyntaxProblem(message, at, text);
  }
}
