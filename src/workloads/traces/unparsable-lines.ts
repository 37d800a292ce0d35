import type { Unparsable } from './trace.js';

const EXAMPLES = 5;
const LONGEST_TEXT = 120;

/** Counts what could not be read and keeps the first few. */
export class UnparsableLines {
  #count = 0;
  readonly #examples: { line: number; reason: string; text: string }[] = [];

  add(line: number, reason: string, bytes: Uint8Array): void {
    this.#count++;
    if (this.#examples.length < EXAMPLES) this.#examples.push({ line, reason, text: printable(bytes) });
  }

  finish(): Unparsable {
    return { count: this.#count, examples: this.#examples };
  }
}

function printable(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, LONGEST_TEXT));
  const clean = Array.from(text, (character) => (character < ' ' || character === '\u007f' ? '\ufffd' : character)).join('');
  return bytes.length > LONGEST_TEXT ? `${clean}...` : clean;
}
