import { isUnit } from '../quantity.js';
import { SyntaxProblem } from './syntax-problem.js';
import { type Token, tokensOf } from './tokens.js';

/** What other languages write, and what it is called here. */
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

/** The tokens of one expression, and where its reading stands. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(readonly text: string) {
    this.#tokens = tokensOf(text);
  }

  get peek(): Token {
    return this.#tokens[this.#next]!;
  }

  advance(): Token {
    const token = this.peek;
    if (token.kind !== 'end') this.#next++;
    return token;
  }

  expect(kind: '(' | ')' | ','): void {
    const token = this.peek;
    if (token.kind !== kind) throw this.unexpected(token, kind);
    this.#next++;
  }

  isForeign(token: Token): boolean {
    return OTHER_WORDS.has(token.text);
  }

  unexpected(token: Token, expected?: string): SyntaxProblem {
    const { kind, text, at } = token;
    const instead = OTHER_WORDS.get(text);
    if (instead !== undefined) return new SyntaxProblem(`${text} is not an operator`, at, text, `did you mean ${instead}?`);
    const wanted = expected === undefined ? '' : `, expected ${expected}`;
    if (kind === 'end') return new SyntaxProblem(`the expression ends too early${wanted}`, at, this.text.trim());
    return new SyntaxProblem(`${text} cannot stand here${wanted}`, at, text, this.#hintFor(token));
  }

  #hintFor({ text, at }: Token): string | undefined {
    const before = this.#tokens.findLast((token) => token.at < at)?.text ?? '';
    if (/^\d[\d.]*$/.test(before) && isUnit(text)) return `did you mean ${before}${text}?`;
    return /^[-*+/<>=!]+./.test(text) ? 'operators need a space on both sides' : undefined;
  }
}
