import { LineCounter, parseDocument } from 'yaml';
import { InputError, type Problem } from '../../core/problem.js';
import type { MapSource, Source } from '../../language/source.js';
import { checkNesting } from './check-nesting.js';
import { decodeText } from './decode-text.js';
import { DocumentReader } from './document-reader.js';
import { syntaxProblems } from './syntax-problems.js';

/**
 * A YAML file as sources with positions. What single values have wrong is added to `found`, so that it is reported with
 * all else that is wrong with the scenario; throws InputError where the text as a whole cannot be read.
 */
export function parseFile(bytes: Uint8Array, file: string, found: Problem[]): MapSource {
  const text = decodeText(bytes, file);
  checkNesting(text, file);
  const { source, problems, readable } = readDocument(text, file);
  if (!readable) throw new InputError(problems);
  found.push(...problems);
  if (source === undefined || (source.kind === 'scalar' && source.value === null)) throw empty(file);
  if (source.kind !== 'map') {
    throw new InputError([
      {
        message: `a scenario is a map of keys and values; this is a ${source.kind === 'list' ? 'list' : 'single value'}`,
        at: source.at,
        hint: 'begin with a line `sysdesign: 1`',
      },
    ]);
  }
  return source;
}

/** A value given on the command line, in YAML's notation. `origin` stands where a file's name would. */
export function parseValue(text: string, origin: string): Source {
  checkNesting(text, origin);
  const { source, problems } = readDocument(text, origin);
  if (problems.length > 0) throw new InputError(problems);
  return source ?? { kind: 'scalar', value: null, text: '', at: { file: origin, line: 1, column: 1 } };
}

function readDocument(text: string, file: string): { source: Source | undefined; problems: Problem[]; readable: boolean } {
  const lineCounter = new LineCounter();
  // Duplicate keys are found by the reader below; the parser's own search takes quadratic time.
  const document = parseDocument(text, {
    version: '1.2',
    lineCounter,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const problems = syntaxProblems(document, text, file, lineCounter);
  if (problems.length > 0) return { source: undefined, problems, readable: false };
  const reader = new DocumentReader(text, file, lineCounter);
  const source = document.contents === null ? undefined : reader.read(document.contents);
  return { source, problems: reader.problems, readable: !reader.unbounded };
}

function empty(file: string): InputError {
  return new InputError([
    { message: 'the file is empty', at: { file, line: 1, column: 1 }, hint: 'write a scenario with `sysdesign init`' },
  ]);
}
