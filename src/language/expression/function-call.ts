import { nearest } from '../../core/nearest.js';
import { InputError, type Position } from '../../core/problem.js';
import { distributions } from '../../random/distributions/registry.js';
import { parseDuration } from '../quantities.js';
import { parseQuantity } from '../quantity.js';
import type { Reader } from '../reader.js';
import { distributionNode } from './distribution-call.js';
import type { Expression, FunctionName, WindowKind } from './expression.js';
import { SyntaxProblem } from './syntax-problem.js';
import type { TokenCursor } from './token-cursor.js';
import type { Token } from './tokens.js';

const WINDOWS: readonly WindowKind[] = ['before', 'during', 'after'];
const AGGREGATES: readonly FunctionName[] = ['sum', 'min', 'max'];

/** Reads what stands between the parentheses of a call, and the closing one. */
export class FunctionCall {
  readonly #cursor: TokenCursor;
  readonly #start: Position;
  readonly #reader: Reader;
  readonly #inner: () => Expression;

  /** `inner` reads one argument that is an expression. */
  constructor(cursor: TokenCursor, start: Position, reader: Reader, inner: () => Expression) {
    this.#cursor = cursor;
    this.#start = start;
    this.#reader = reader;
    this.#inner = inner;
  }

  parse(call: Token): Expression {
    this.#cursor.expect('(');
    const name = call.text;
    if (distributions.get(name) !== undefined) return this.#distribution(call);
    const expression = this.#named(call, name);
    this.#cursor.expect(')');
    return expression;
  }

  #named(call: Token, name: string): Expression {
    if (WINDOWS.some((kind) => kind === name)) return this.#actionWindow(call, name as WindowKind);
    if (name === 'window') return this.#window(call);
    if (name === 'recovery-time') return this.#recovery(call);
    if (AGGREGATES.some((candidate) => candidate === name)) return this.#aggregate(call, name as FunctionName);
    const known = [...WINDOWS, 'window', 'recovery-time', ...AGGREGATES, ...distributions.names()];
    const meant = nearest(name, known);
    const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}(...)?`;
    throw new SyntaxProblem(`there is no function or distribution named ${name}`, call.at, name, hint);
  }

  #aggregate(call: Token, name: FunctionName): Expression {
    const parts = [this.#inner()];
    while (this.#cursor.peek.kind === ',') {
      this.#cursor.advance();
      parts.push(this.#inner());
    }
    return { type: 'function', name, arguments: parts, at: call.at };
  }

  #actionWindow(call: Token, kind: WindowKind): Expression {
    const action = this.#actionName(call);
    this.#cursor.expect(',');
    const of = this.#inner();
    const name = `${kind}(${action.text})`;
    return { type: 'window', kind, name, action: action.text, actionAt: action.at, from: 0, to: 0, of, at: call.at };
  }

  #window(call: Token): Expression {
    const from = this.#instant();
    this.#cursor.expect(',');
    const to = this.#instant();
    this.#cursor.expect(',');
    if (from.value >= to.value) throw new SyntaxProblem('a window must end after it begins', to.at, to.text);
    const name = `window(${from.text}, ${to.text})`;
    const of = this.#inner();
    return {
      type: 'window',
      kind: 'window',
      name,
      action: null,
      actionAt: call.at,
      from: from.value,
      to: to.value,
      of,
      at: call.at,
    };
  }

  #recovery(call: Token): Expression {
    const action = this.#actionName(call);
    this.#cursor.expect(',');
    const of = this.#inner();
    this.#cursor.expect(',');
    const share = this.#cursor.advance();
    const quantity = parseQuantity(share.text);
    if ('problem' in quantity || quantity.unit !== '%' || quantity.value > 1) {
      const hint = 'write recovery-time(outage, users.throughput, 99%)';
      throw new SyntaxProblem('the last argument of recovery-time is a share', share.at, share.text, hint);
    }
    return { type: 'recovery', action: action.text, actionAt: action.at, of, share: quantity.value, at: call.at };
  }

  #actionName(call: Token): Token {
    const name = this.#cursor.advance();
    if (name.kind === 'word' && /^[a-z][a-z0-9-]*$/.test(name.text)) return name;
    const hint = `write ${call.text}(outage, users.latency.p99)`;
    throw new SyntaxProblem(`the first argument of ${call.text} is the name of a fault or change`, name.at, name.text, hint);
  }

  #instant(): Token & { readonly value: number } {
    const token = this.#cursor.advance();
    const parsed = parseDuration(token.text);
    if (!('problem' in parsed)) return { ...token, value: parsed.value };
    const hint = 'write window(30s, 40s, users.latency.p99)';
    throw new SyntaxProblem(`a window begins and ends at a time: ${parsed.problem}`, token.at, token.text, parsed.hint ?? hint);
  }

  #distribution(call: Token): Expression {
    const words: Token[] = [];
    while (this.#cursor.peek.kind === 'word') words.push(this.#cursor.advance());
    const end = this.#cursor.peek;
    if (end.kind === ',') {
      const better = withoutCommas(this.#cursor.text.slice(call.at));
      throw new SyntaxProblem('arguments of a distribution are separated by spaces', end.at, ',', `did you mean ${better}?`);
    }
    if (end.kind === 'function') throw new SyntaxProblem('arguments of a distribution are plain quantities', end.at, end.text);
    this.#cursor.expect(')');
    try {
      return distributionNode(call, words, this.#start, this.#reader);
    } catch (problem) {
      if (!(problem instanceof InputError)) throw problem;
      const first = problem.problems[0]!;
      throw new SyntaxProblem(first.message, call.at, first.text ?? call.text, first.hint);
    }
  }
}

/** `uniform(1ms, 5ms) + ...` as `uniform(1ms 5ms)`. */
function withoutCommas(text: string): string {
  const close = text.indexOf(')');
  return text
    .slice(0, close < 0 ? undefined : close + 1)
    .split(',')
    .map((part) => part.trim())
    .join(' ');
}
