import { nearest } from '../../core/nearest.js';
import { InputError, type Position } from '../../core/problem.js';
import { distributions } from '../../random/distributions/registry.js';
import { parseDuration } from '../quantities.js';
import { isUnit, parseQuantity } from '../quantity.js';
import type { Reader } from '../reader.js';
import type { BinaryOperator, Expression, FunctionName, WindowKind } from './expression.js';
import { distributionNode } from './distribution-call.js';
import { compareWithName, metricNode, variableNode } from './leaves.js';
import { SyntaxProblem } from './syntax-problem.js';
import { type Token, tokensOf } from './tokens.js';

const DEEPEST = 50;
const MOST_NODES = 1000;

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
/** `not a < b` is not (a < b). */
const NOT = 3;

const WINDOWS: readonly WindowKind[] = ['before', 'during', 'after'];
const FUNCTIONS: readonly FunctionName[] = ['sum', 'min', 'max'];
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
  ['=', '=='],
  ['===', '=='],
  ['<>', '!='],
  ['=<', '<='],
  ['=>', '>='],
]);

/** Operator precedence as in Pratt, "Top down operator precedence" (1973). Ends in a SyntaxProblem where the text is none. */
export class ExpressionParser {
  readonly #text: string;
  readonly #start: Position;
  readonly #reader: Reader;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  #nodes = 0;

  constructor(text: string, start: Position, reader: Reader) {
    this.#text = text;
    this.#start = start;
    this.#reader = reader;
    this.#tokens = tokensOf(text);
  }

  parse(): Expression {
    if (this.#peek.kind === 'end') throw new SyntaxProblem('the expression is empty', 0, '');
    const expression = this.#expression(0);
    const rest = this.#peek;
    if (rest.kind !== 'end') throw this.#unexpected(rest);
    return expression;
  }

  #expression(above: number): Expression {
    if (++this.#depth > DEEPEST) throw new SyntaxProblem('the expression is nested too deeply', this.#peek.at, this.#peek.text);
    let left = this.#prefix();
    for (;;) {
      const token = this.#peek;
      const precedence = token.kind === 'word' ? PRECEDENCE.get(token.text) : undefined;
      if (precedence === undefined || precedence <= above) break;
      this.#advance();
      left = token.text === 'within' ? this.#within(left, token) : this.#binary(left, token, precedence);
      if (precedence === COMPARISON) this.#refuseChain();
    }
    this.#depth--;
    return left;
  }

  #binary(left: Expression, token: Token, precedence: number): Expression {
    const operator = token.text as BinaryOperator;
    const right = this.#expression(precedence);
    return compareWithName({ type: 'binary', operator, left, right, at: token.at });
  }

  #within(left: Expression, token: Token): Expression {
    const tolerance = this.#expression(ADDITIVE - 1);
    const of = this.#advance();
    if (of.text !== 'of') throw new SyntaxProblem('the word of is missing', of.at, of.text, 'write X within 3% of Y');
    return { type: 'within', left, tolerance, right: this.#expression(ADDITIVE - 1), at: token.at };
  }

  #refuseChain(): void {
    const token = this.#peek;
    if (token.kind !== 'word' || PRECEDENCE.get(token.text) !== COMPARISON) return;
    throw new SyntaxProblem('comparisons cannot be chained', token.at, token.text, 'write a < b and b < c');
  }

  #prefix(): Expression {
    if (++this.#nodes > MOST_NODES) throw new SyntaxProblem('the expression has too many parts', this.#peek.at, this.#peek.text);
    const token = this.#advance();
    if (token.kind === '(') {
      const inner = this.#expression(0);
      this.#expect(')');
      return inner;
    }
    if (token.kind === 'function') return this.#function(token);
    if (token.kind !== 'word') throw this.#unexpected(token);
    if (token.text === '-') return { type: 'unary', operator: '-', operand: this.#expression(UNARY - 1), at: token.at };
    if (token.text === 'not') return { type: 'unary', operator: 'not', operand: this.#expression(NOT - 1), at: token.at };
    return this.#leaf(token);
  }

  #leaf(token: Token): Expression {
    const { text, at } = token;
    if (PRECEDENCE.has(text) || OTHER_WORDS.has(text) || text === 'of') throw this.#unexpected(token);
    if (text.startsWith('$')) return variableNode(text, at);
    if (!/^[\d.+]/.test(text)) return metricNode(text, at);
    const quantity = parseQuantity(text);
    if (!('problem' in quantity))
      return { type: 'number', value: quantity.value, time: quantity.time, bytes: quantity.bytes, text, at };
    const hint = /[-*+/<>=][\d.$]/.test(text) ? 'operators need a space on both sides' : quantity.hint;
    throw new SyntaxProblem(`${text} is not a quantity: ${quantity.problem}`, at, text, hint);
  }

  #function(token: Token): Expression {
    const name = token.text;
    this.#expect('(');
    if (distributions.get(name) !== undefined) return this.#distribution(token);
    if (WINDOWS.some((kind) => kind === name)) return this.#actionWindow(token, name as WindowKind);
    if (name === 'window') return this.#window(token);
    if (name === 'recovery-time') return this.#recovery(token);
    if (FUNCTIONS.some((candidate) => candidate === name)) return this.#aggregate(token, name as FunctionName);
    const known = [...WINDOWS, 'window', 'recovery-time', ...FUNCTIONS, ...distributions.names()];
    const meant = nearest(name, known);
    const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}(...)?`;
    throw new SyntaxProblem(`there is no function or distribution named ${name}`, token.at, name, hint);
  }

  #aggregate(token: Token, name: FunctionName): Expression {
    const parts = [this.#expression(0)];
    while (this.#peek.kind === ',') {
      this.#advance();
      parts.push(this.#expression(0));
    }
    this.#expect(')');
    return { type: 'function', name, arguments: parts, at: token.at };
  }

  #actionWindow(token: Token, kind: WindowKind): Expression {
    const action = this.#actionName(token);
    this.#expect(',');
    const of = this.#expression(0);
    this.#expect(')');
    const name = `${kind}(${action.text})`;
    return { type: 'window', kind, name, action: action.text, actionAt: action.at, from: 0, to: 0, of, at: token.at };
  }

  #window(token: Token): Expression {
    const from = this.#instant();
    this.#expect(',');
    const to = this.#instant();
    this.#expect(',');
    const of = this.#expression(0);
    this.#expect(')');
    if (from.value >= to.value) throw new SyntaxProblem('a window must end after it begins', to.at, to.text);
    const name = `window(${from.text}, ${to.text})`;
    return {
      type: 'window',
      kind: 'window',
      name,
      action: null,
      actionAt: token.at,
      from: from.value,
      to: to.value,
      of,
      at: token.at,
    };
  }

  #recovery(token: Token): Expression {
    const action = this.#actionName(token);
    this.#expect(',');
    const of = this.#expression(0);
    this.#expect(',');
    const share = this.#advance();
    const quantity = parseQuantity(share.text);
    if ('problem' in quantity || quantity.unit !== '%' || quantity.value > 1) {
      throw new SyntaxProblem(
        'the last argument must be a share',
        share.at,
        share.text,
        'write recovery-time(outage, users.throughput, 99%)',
      );
    }
    this.#expect(')');
    return { type: 'recovery', action: action.text, actionAt: action.at, of, share: quantity.value, at: token.at };
  }

  #actionName(token: Token): Token {
    const name = this.#advance();
    if (name.kind === 'word' && /^[a-z][a-z0-9-]*$/.test(name.text)) return name;
    const hint = `write ${token.text}(outage, users.latency.p99)`;
    throw new SyntaxProblem(`the first argument of ${token.text} is the name of a fault or change`, name.at, name.text, hint);
  }

  #instant(): Token & { readonly value: number } {
    const token = this.#advance();
    const parsed = parseDuration(token.text);
    if (!('problem' in parsed)) return { ...token, value: parsed.value };
    const hint = 'write window(30s, 40s, users.latency.p99)';
    throw new SyntaxProblem(`a window begins and ends at a time: ${parsed.problem}`, token.at, token.text, parsed.hint ?? hint);
  }

  #distribution(token: Token): Expression {
    const words: Token[] = [];
    while (this.#peek.kind === 'word') words.push(this.#advance());
    const end = this.#peek;
    if (end.kind === ',') {
      const better = this.#text
        .slice(token.at)
        .replace(/\)[^]*$/, ')')
        .replace(/ *, */g, ' ');
      throw new SyntaxProblem('arguments of a distribution are separated by spaces', end.at, ',', `did you mean ${better}?`);
    }
    if (end.kind === 'function') throw new SyntaxProblem('arguments of a distribution are plain quantities', end.at, end.text);
    this.#expect(')');
    try {
      return distributionNode(token, words, this.#start, this.#reader);
    } catch (problem) {
      if (!(problem instanceof InputError)) throw problem;
      const first = problem.problems[0]!;
      throw new SyntaxProblem(first.message, token.at, token.text, first.hint);
    }
  }

  get #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #advance(): Token {
    const token = this.#peek;
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  #expect(kind: '(' | ')' | ','): void {
    const token = this.#peek;
    if (token.kind !== kind) throw this.#unexpected(token, kind);
    this.#next++;
  }

  #unexpected({ kind, text, at }: Token, expected?: string): SyntaxProblem {
    const instead = OTHER_WORDS.get(text);
    if (instead !== undefined) return new SyntaxProblem(`${text} is not an operator`, at, text, `did you mean ${instead}?`);
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    if (kind === 'end') return new SyntaxProblem(`the expression ends too early${wanted}`, at, this.#text.trim());
    return new SyntaxProblem(`${text} cannot stand here${wanted}`, at, text, this.#hintFor(text, at));
  }

  #hintFor(text: string, at: number): string | undefined {
    const before = this.#tokens.findLast((token) => token.at < at)?.text ?? '';
    if (/^\d[\d.]*$/.test(before) && isUnit(text)) return `did you mean ${before}${text}?`;
    return /^[-*+/<>=!]+./.test(text) ? 'operators need a space on both sides' : undefined;
  }
}
