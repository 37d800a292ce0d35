/** A piece of an expression: a parenthesis, a comma, or a word up to the next space, parenthesis or comma. */
export interface Token {
  readonly kind: '(' | ')' | ',' | 'word' | 'function' | 'end';
  readonly text: string;
  /** Characters before it. */
  readonly at: number;
}

const SIGNED = /^-[\d.$a-z]/;

/**
 * Operators stand between spaces, so that `order-db`, `api/2`, `store#3` and `200/s` are words. A word right before `(` is a
 * function's name; a `-` glued to what follows is a sign.
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (isSpace(character)) {
      at++;
    } else if (character === '(' || character === ')' || character === ',') {
      tokens.push({ kind: character, text: character, at });
      at++;
    } else {
      at = readWord(text, at, tokens);
    }
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function readWord(text: string, start: number, tokens: Token[]): number {
  let end = start;
  while (end < text.length && !isSpace(text[end]!) && !'(),'.includes(text[end]!)) end++;
  let word = text.slice(start, end);
  let at = start;
  if (SIGNED.test(word)) {
    tokens.push({ kind: 'word', text: '-', at });
    word = word.slice(1);
    at++;
  }
  const isKeyword = word === 'not' || word === 'and' || word === 'or' || word === 'of' || !/^[a-z]/i.test(word);
  tokens.push({ kind: text[end] === '(' && !isKeyword ? 'function' : 'word', text: word, at });
  return end;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
