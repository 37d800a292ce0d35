/** Where something was written. Lines and columns count from 1; `file` is as the user gave it. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with what the user gave: what, where, expected what, try what. */
export interface Problem {
  readonly message: string;
  readonly at?: Position | undefined;
  /** The offending text, as written. */
  readonly text?: string | undefined;
  /** What to try instead; a whole sentence without its full stop. */
  readonly hint?: string | undefined;
}

/** Bad input, with every problem found: exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
  }
}
