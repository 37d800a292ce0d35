import { nearest } from '../../core/nearest.js';
import { isNull } from '../plain-source.js';
import type { Reader } from '../reader.js';
import type { JsonSchema, Schema } from '../schema.js';
import type { Source } from '../source.js';
import { reportShape, scalarText } from './scalar-schema.js';
import { referenceTo } from './json-document.js';

/** By the shape of what was written: `lru`, or `{ policy: lru, ... }`. */
export interface Shapes<Scalar, List, Map> {
  readonly scalar?: Schema<Scalar>;
  readonly list?: Schema<List>;
  readonly map?: Schema<Map>;
}

export function either<Scalar = never, List = never, Map = never>(
  shapes: Shapes<Scalar, List, Map>,
): Schema<Scalar | List | Map> {
  const members = [shapes.scalar, shapes.list, shapes.map].filter((schema) => schema !== undefined);
  const expected = members.map((schema) => schema.expected).join(', or ');
  return {
    expected,
    json: () => ({ anyOf: members.map((schema) => schema.json()) }),
    read(source: Source, reader: Reader): Scalar | List | Map | undefined {
      const schema = shapes[source.kind];
      return schema === undefined || isNull(source) ? reportShape(source, expected, reader) : schema.read(source, reader);
    },
  };
}

/** A special word and what it stands for, or else the schema. */
export function word<Value, T>(special: string, value: Value, schema: Schema<T>): Schema<Value | T> {
  return {
    expected: `${schema.expected}, or ${special}`,
    json: () => ({ anyOf: [{ const: special }, schema.json()] }),
    read(source: Source, reader: Reader): Value | T | undefined {
      const text = source.kind === 'scalar' ? scalarText(source) : '';
      if (text === special) return value;
      const found = schema.read(source, reader);
      if (found === undefined && nearest(text, [special]) !== undefined) suggest(`did you mean ${special}?`, reader);
      return found;
    },
  };
}

/** For the last problem, where it has no better suggestion. */
function suggest(hint: string, reader: Reader): void {
  const last = reader.problems.at(-1);
  if (last !== undefined && last.hint === undefined) reader.problems[reader.problems.length - 1] = { ...last, hint };
}

/** What the schema read, made into something else or checked further; undefined after a report. */
export function transform<T, Result>(
  schema: Schema<T>,
  change: (value: T, source: Source, reader: Reader) => Result | undefined,
): Schema<Result> {
  return {
    // The keys of a map, which the reference lists, stay with it.
    ...schema,
    json: () => schema.json(),
    read(source: Source, reader: Reader): Result | undefined {
      const value = schema.read(source, reader);
      return value === undefined ? undefined : change(value, source, reader);
    },
  };
}

/** For recursion. `refName` is unique in the whole JSON Schema, under whose `$defs` it stands once. */
export function lazy<T>(get: () => Schema<T>, refName: string, expected = 'a value'): Schema<T> {
  return {
    expected,
    json: (): JsonSchema => referenceTo(refName, get),
    read: (source: Source, reader: Reader): T | undefined => get().read(source, reader),
  };
}

/** Only meaningful under `required`: an optional key that is null counts as absent. */
export function nullable<T>(schema: Schema<T>): Schema<T | null> {
  return {
    expected: `${schema.expected}, or null`,
    json: () => ({ anyOf: [schema.json(), { type: 'null' }] }),
    read: (source: Source, reader: Reader): T | null | undefined => (isNull(source) ? null : schema.read(source, reader)),
  };
}
