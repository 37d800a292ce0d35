import type { Reader } from './reader.js';
import type { Source } from './source.js';

export type JsonSchema = { readonly [key: string]: unknown };

/** Reads one kind of value from a source, and describes it to editors and to the reference. */
export interface Schema<T> {
  /** For error messages: "a duration, such as 30s". */
  readonly expected: string;
  /** The value, or undefined after having reported at least one problem to the reader. */
  read(source: Source, reader: Reader): T | undefined;
  json(): JsonSchema;
}

export type Infer<S> = S extends Schema<infer T> ? T : never;
