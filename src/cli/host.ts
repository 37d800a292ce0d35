import { stat, readFile } from 'node:fs/promises';

/** One of the two streams of text that the program writes. */
export interface OutputStream {
  write(text: string): void;
  /** Whether a person reads along. */
  readonly isTerminal: boolean;
  /** Whether it may be coloured: a terminal, unless NO_COLOR or the like says otherwise. */
  readonly colour: boolean;
  /** Columns; undefined where nobody knows. */
  readonly width: number | undefined;
}

/** The outside of the program: what a command may touch of its process. Tests have their own. */
export interface Host {
  /** Without the program's own name. */
  readonly argv: readonly string[];
  readonly stdout: OutputStream;
  /** Progress and diagnostics. */
  readonly stderr: OutputStream;
  /** The lines of a text file, for showing where a problem is; undefined where it cannot be read. */
  readLines(file: string): Promise<readonly string[] | undefined>;
  /** Calls back at the first interruption; at the second the program ends at once. Gives back what stops listening. */
  onInterrupt(listener: () => void): () => void;
  /** Whether whoever reads a bug report asked for all of it. */
  readonly debug: boolean;
}

/** A source longer than this is not read again to show a line of it. */
const LONGEST_SOURCE = 1024 * 1024;
const INTERRUPTED = 130;

/** The only place where the program touches its process. */
export function processHost(): Host {
  const { env } = process;
  endQuietlyOnClosedPipe();
  return {
    argv: process.argv.slice(2),
    stdout: outputStream(process.stdout, env),
    stderr: outputStream(process.stderr, env),
    readLines,
    onInterrupt,
    debug: env['SYSDESIGN_DEBUG'] !== undefined,
  };
}

/** Lets what was written drain, unlike process.exit(). */
export function endWith(code: number): void {
  process.exitCode = code;
}

function outputStream(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): OutputStream {
  const isTerminal = stream.isTTY;
  const refused = isSet(env['NO_COLOR']) || env['TERM'] === 'dumb' || isSet(env['CI']);
  const forced = isSet(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0';
  return {
    write: (text) => void stream.write(text),
    isTerminal: isTerminal && !isSet(env['CI']),
    colour: forced || (isTerminal && !refused),
    get width() {
      return isTerminal ? stream.columns : undefined;
    },
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

async function readLines(file: string): Promise<readonly string[] | undefined> {
  try {
    if ((await stat(file)).size > LONGEST_SOURCE) return undefined;
    return (await readFile(file, 'utf8')).split(/\r\n|\r|\n/);
  } catch {
    return undefined;
  }
}

function onInterrupt(listener: () => void): () => void {
  let interrupted = false;
  const onSignal = (): void => {
    if (interrupted) process.exit(INTERRUPTED);
    interrupted = true;
    listener();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}

/** Whoever reads our output may stop at any line, as `head` does. */
function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}
