import { Lexer } from 'yaml';
import { InputError } from '../../core/problem.js';
import { MAX_DEPTH, MAX_VALUES } from './limits.js';

/** The lexer's own marks; they take no place in the text. */
const SCALAR = '\u001F';
const FLOW_ERROR_END = '\u0018';
const DOCUMENT = '\u0002';

/**
 * Counts how deep and how many the values of a text are before anything is built from it: the parser recurses, and a
 * file of a few kilobytes can exhaust its stack. The lexer does not recurse and takes linear time.
 * Throws InputError at the place where the limit is passed.
 */
export function checkNesting(text: string, file: string): void {
  const nesting = new Nesting(file);
  for (const token of new Lexer().lex(text)) nesting.add(token);
}

class Nesting {
  #line = 1;
  #column = 1;
  #values = 0;
  #flowDepth = 0;
  /** Whether a scalar has been seen on this line: only the first can open a block map. */
  #scalarSeen = false;
  /** Whether the next token is the text of a scalar. */
  #inScalar = false;
  /** The columns at which the block collections around this place began. */
  readonly #columns: number[] = [];

  constructor(readonly file: string) {}

  add(token: string): void {
    if (token === DOCUMENT) return;
    if (this.#inScalar) this.#inScalar = false;
    else this.#look(token);
    if (token !== SCALAR && token !== FLOW_ERROR_END) this.#move(token);
  }

  #look(token: string): void {
    if (token === SCALAR) this.#inScalar = true;
    if (token === SCALAR || token[0] === '"' || token[0] === "'") this.#addScalar();
    else if (token === '[' || token === '{') this.#open();
    else if (token === ']' || token === '}') this.#flowDepth = Math.max(0, this.#flowDepth - 1);
    else if (token === FLOW_ERROR_END) this.#flowDepth = 0;
    else if (token === '-' || token === '?' || token === ':') this.#addIndicator(token);
    else if (token === ',') this.#count();
  }

  #addScalar(): void {
    this.#count();
    if (!this.#scalarSeen) this.#openBlock();
    this.#scalarSeen = true;
  }

  #addIndicator(token: string): void {
    this.#count();
    if (token === ':' && this.#scalarSeen) return;
    this.#openBlock();
  }

  #open(): void {
    this.#count();
    this.#flowDepth++;
    this.#check();
  }

  #openBlock(): void {
    if (this.#flowDepth > 0) return;
    while (this.#columns.length > 0 && this.#columns.at(-1)! >= this.#column) this.#columns.pop();
    this.#columns.push(this.#column);
    this.#check();
  }

  #check(): void {
    if (this.#columns.length + this.#flowDepth > MAX_DEPTH) this.#refuse(`the file is nested deeper than ${MAX_DEPTH} levels`);
  }

  #count(): void {
    this.#values++;
    // A pair costs a key, a colon and a value.
    if (this.#values > MAX_VALUES * 3) this.#refuse(`the file holds more than ${MAX_VALUES} values`);
  }

  #refuse(message: string): never {
    throw new InputError([
      {
        message,
        at: { file: this.file, line: this.#line, column: this.#column },
        hint: 'put data into a file of its own and name it in the scenario',
      },
    ]);
  }

  #move(token: string): void {
    const lastBreak = token.lastIndexOf('\n');
    if (lastBreak < 0) {
      this.#column += token.length;
      return;
    }
    for (let index = token.indexOf('\n'); index >= 0; index = token.indexOf('\n', index + 1)) this.#line++;
    this.#column = token.length - lastBreak;
    this.#scalarSeen = false;
  }
}
