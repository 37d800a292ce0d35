import { dirname, isAbsolute, join, normalize } from 'node:path';
import { InputError, type Position, type Problem } from '../../core/problem.js';
import type { MapSource } from '../../language/source.js';
import { expandMap } from '../merge/expand-keys.js';
import { mergeMaps } from '../merge/merge-sources.js';
import { MAX_BYTES } from './limits.js';
import { parseFile } from './parse-yaml.js';
import { MAX_DATA_BYTES, readFailure, type ReadFile, unpacked } from './read-file.js';

const MAX_BASES = 8;

/** All files behind one scenario: its own text, those it is based on, and the data that it names. */
export class ScenarioFiles {
  /** What single values have wrong, in all files. */
  readonly problems: Problem[] = [];
  readonly #data = new Map<string, Uint8Array>();

  constructor(readonly readFile: ReadFile) {}

  /** The scenario in a file, merged over the files it is based on, dotted keys written out. Throws InputError. */
  load(path: string): MapSource {
    const at = { file: path, line: 1, column: 1 };
    return this.#withBases(parseFile(this.#read(path, at, MAX_BYTES), path, this.problems), [normalize(path)]);
  }

  /** As `load`, for a text that stands in no file; `name` stands for it in messages. */
  loadText(text: string, name: string): MapSource {
    return this.#withBases(parseFile(new TextEncoder().encode(text), name, this.problems), [name]);
  }

  /** The bytes of a file that the scenario names, unpacked; the same array each time. Throws InputError. */
  readData(path: string, from: Position): Uint8Array {
    const resolved = resolvePath(path, from);
    const known = this.#data.get(resolved);
    if (known !== undefined) return known;
    const bytes = this.#read(resolved, from, MAX_DATA_BYTES, unpacked);
    this.#data.set(resolved, bytes);
    return bytes;
  }

  #withBases(source: MapSource, chain: readonly string[]): MapSource {
    const own = expandMap(source, this.problems);
    const entry = own.entries.get('base');
    if (entry === undefined) return own;
    const { value } = entry;
    if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.value === '') {
      throw new InputError([{ message: 'base is the path of another scenario', at: value.at, hint: 'write base: ../base.yaml' }]);
    }
    const entries = new Map(own.entries);
    entries.delete('base');
    return mergeMaps(this.#loadBase(value.value, value.at, chain), { ...own, entries });
  }

  #loadBase(path: string, from: Position, chain: readonly string[]): MapSource {
    const resolved = resolvePath(path, from);
    if (chain.includes(resolved)) throw refused(`${[...chain, resolved].join(' is based on ')}: a circle`, path, from);
    if (chain.length > MAX_BASES) throw refused(`a scenario may be based on at most ${MAX_BASES} others`, path, from);
    const found: Problem[] = [];
    const source = onlyFirstProblem(() => parseFile(this.#read(resolved, from, MAX_BYTES), resolved, found));
    // Without this check a base that is no scenario, such as a file of passwords, would be quoted key by key.
    if (!source.entries.has('sysdesign')) throw refused(`${resolved} is no scenario: it has no key sysdesign`, path, from);
    this.problems.push(...found);
    return this.#withBases(source, [...chain, resolved]);
  }

  #read(path: string, at: Position, limit: number, unpack: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes): Uint8Array {
    try {
      return unpack(this.readFile(path, limit));
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw refused(`${path === '-' ? 'standard input' : path} cannot be read: ${readFailure(error)}`, path, at);
    }
  }
}

/** Paths in a file are relative to it, those on the command line to the working directory. */
function resolvePath(path: string, from: Position): string {
  if (path === '-' || isAbsolute(path) || from.file === '-' || from.file.startsWith('--')) return path;
  return normalize(join(dirname(from.file), path));
}

function refused(message: string, text: string, at: Position): InputError {
  return new InputError([{ message, at, text }]);
}

/** What is not a scenario at all should not be quoted line by line. */
function onlyFirstProblem<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.problems.slice(0, 1)) : error;
  }
}
