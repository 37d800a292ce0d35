import { nearest } from '../../core/nearest.js';
import { isNull, plainSource } from '../plain-source.js';
import type { Reader } from '../reader.js';
import type { JsonSchema, Schema } from '../schema.js';
import type { MapEntry, MapSource, Source } from '../source.js';
import { keysCutAtComma } from './cut-at-comma.js';
import { reportShape } from './scalar-schema.js';

/** One key of a map. An explicit `null` counts as absent where the key is not required. */
export interface Field<T> {
  readonly schema: Schema<T>;
  readonly presence: 'required' | 'optional' | 'defaulted';
  /** One sentence for editors and for the reference. */
  readonly summary: string;
  /** As it would be written in YAML. */
  readonly default?: unknown;
}

export type Fields = { readonly [key: string]: Field<unknown> };
export type FieldValues<F extends Fields> = { readonly [Key in keyof F]: F[Key] extends Field<infer T> ? T : never };

/** A map with known keys. `fields` may be spread into a larger map, and is what the reference is made from. */
export interface ObjectSchema<F extends Fields> extends Schema<FieldValues<F>> {
  readonly fields: F;
}

export function required<T>(schema: Schema<T>, summary: string): Field<T> {
  return { schema, presence: 'required', summary };
}

/** Absent is undefined. */
export function optional<T>(schema: Schema<T>, summary: string): Field<T | undefined> {
  return { schema, presence: 'optional', summary };
}

/** `value` is the default as written in YAML: a scalar's text, or plain arrays and objects. */
export function defaulted<T>(schema: Schema<T>, value: unknown, summary: string): Field<T> {
  return { schema, presence: 'defaulted', summary, default: value };
}

/** Reports every unknown, missing and wrong key, and then gives nothing. */
export function object<F extends Fields>(fields: F, expected = 'a map'): ObjectSchema<F> {
  return {
    fields,
    expected,
    json: () => objectJson(fields),
    read(source: Source, reader: Reader): FieldValues<F> | undefined {
      if (source.kind !== 'map') return reportShape(source, expected, reader);
      const before = reader.problems.length;
      const cut = keysCutAtComma(source, reader);
      reportUnknownKeys(source, fields, cut, reader);
      const values: Record<string, unknown> = {};
      for (const [key, field] of Object.entries(fields)) {
        if (!cut.has(key)) values[key] = readField(key, field, source, reader);
      }
      return reader.problems.length === before ? (values as FieldValues<F>) : undefined;
    },
  };
}

function readField(key: string, field: Field<unknown>, source: MapSource, reader: Reader): unknown {
  const entry = source.entries.get(key);
  if (isPresent(entry, field)) return field.schema.read(entry.value, reader);
  if (field.presence === 'defaulted') return field.schema.read(plainSource(field.default, source.at), reader);
  if (field.presence === 'required')
    reader.report(source.at, `the key ${key} is missing`, `add ${key}: ${field.schema.expected}`);
  return undefined;
}

function isPresent(entry: MapEntry | undefined, field: Field<unknown>): entry is MapEntry {
  return entry !== undefined && (field.presence === 'required' || !isNull(entry.value));
}

function reportUnknownKeys(source: MapSource, fields: Fields, cut: ReadonlySet<string>, reader: Reader): void {
  const known = Object.keys(fields);
  for (const { key, keyAt } of source.entries.values()) {
    if (cut.has(key) || Object.hasOwn(fields, key)) continue;
    const meant = nearest(
      key,
      known.filter((candidate) => !source.entries.has(candidate)),
    );
    const hint = meant === undefined ? listKnown(known) : `did you mean ${meant}?`;
    reader.report(keyAt, `unknown key ${key}`, hint);
  }
}

function listKnown(known: readonly string[]): string {
  return known.length === 0 ? 'no key may stand here' : `known keys are ${known.join(', ')}`;
}

function objectJson(fields: Fields): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const requiredKeys: string[] = [];
  for (const [key, field] of Object.entries(fields)) {
    properties[key] = fieldJson(field);
    if (field.presence === 'required') requiredKeys.push(key);
  }
  const json = { type: 'object', properties, additionalProperties: false };
  return requiredKeys.length === 0 ? json : { ...json, required: requiredKeys };
}

function fieldJson(field: Field<unknown>): JsonSchema {
  const json = field.schema.json();
  const described: Record<string | symbol, unknown> =
    field.presence === 'required' ? { ...json } : { anyOf: [json, { type: 'null' }] };
  described['description'] = field.summary;
  if (field.presence === 'defaulted') described['default'] = field.default;
  return described;
}
