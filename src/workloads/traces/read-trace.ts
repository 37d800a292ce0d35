import { InputError } from '../../core/problem.js';
import { traceFormat, traces } from './registry.js';
import type { Trace, TraceDefinition, TraceOptions, TraceReader } from './trace.js';

/** Large files are read in pieces of this length, so that a line is never copied out of more than one piece. */
const PIECE = 1 << 20;

/**
 * Reads a whole file of recorded requests, already decompressed. `format` is a name from the registry or `detect`;
 * `name` is the file's, for detection and messages. Lines that nobody can read are counted in the trace. Throws
 * InputError without a position where the format is unknown, or there is nothing in the file that it could read.
 */
export function readTrace(bytes: Uint8Array, name: string, format: string, options: TraceOptions): Trace {
  return readTracePieces(piecesOf(bytes), name, format, options);
}

/** The same for a file that comes in pieces of any length. */
export function readTracePieces(pieces: Iterable<Uint8Array>, name: string, format: string, options: TraceOptions): Trace {
  const reading = new TraceReading(name, format, options);
  for (const piece of pieces) reading.take(piece);
  return reading.finish();
}

/** The same for whoever is given piece after piece; the format is detected from the first. */
export class TraceReading {
  #reader: TraceReader | null;

  constructor(
    readonly name: string,
    format: string,
    readonly options: TraceOptions,
  ) {
    this.#reader = format === 'detect' ? null : find(format).open(options);
  }

  take(piece: Uint8Array): void {
    this.#reader ??= detect(this.name, piece, this.options).open(this.options);
    this.#reader.take(piece);
  }

  /** Once, after the last piece. */
  finish(): Trace {
    const trace = (this.#reader ?? traces.get('text')!.open(this.options)).finish();
    if (trace.count + trace.leftOut === 0) throw nothingIn(trace, this.name);
    return trace;
  }
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function find(format: string): TraceDefinition {
  const found = traceFormat(format);
  if (found !== undefined) return found;
  throw new InputError([
    { message: `there is no trace format named ${format}`, text: format, hint: `the formats are ${traces.names().join(', ')}` },
  ]);
}

const HEAD = 65_536;
/** Logs are known by their content, whatever their name; only then may the name decide, and plain lines come last. */
const ORDER = ['vhost-combined', 'combined-xff', 'combined', 'common', 'csv', 'int32', 'oracle-general', 'text'];

function detect(name: string, first: Uint8Array, options: TraceOptions): TraceDefinition {
  if (options.columns !== undefined) return traces.get('csv')!;
  const head = first.subarray(0, HEAD);
  const plainName = name.replace(/\.gz$/i, '');
  const candidates = [...ORDER, ...traces.names().filter((other) => !ORDER.includes(other))];
  const found = candidates.map((candidate) => traces.get(candidate)!).find((format) => format.detect(plainName, head));
  if (found !== undefined) return found;
  throw new InputError([
    {
      message: `it cannot be seen in which format ${name} is`,
      text: name,
      hint: `say which it is, by \`format:\` beside \`replay\` or by --format: one of ${traces.names().join(', ')}`,
    },
  ]);
}

function nothingIn(trace: Trace, name: string): InputError {
  const example = trace.unparsable.examples[0];
  const why =
    example === undefined
      ? 'it is empty'
      : `unparsable lines: ${trace.unparsable.count}, the first of them line ${example.line}: ${example.reason}`;
  return new InputError([
    {
      message: `there is no request in ${name} that the format ${trace.format} could read: ${why}`,
      text: example?.text,
      hint: `check \`format:\` or --format; the formats are ${traces.names().join(', ')}`,
    },
  ]);
}
