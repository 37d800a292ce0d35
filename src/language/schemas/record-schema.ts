import type { Reader } from '../reader.js';
import type { JsonSchema, Schema } from '../schema.js';
import type { MapEntry, Source } from '../source.js';
import { keysCutAtComma } from './cut-at-comma.js';
import { reportShape } from './scalar-schema.js';

export interface RecordOptions {
  /** What a key must be; any text when absent. */
  readonly keys?: Schema<string>;
}

/** A map whose keys the user chooses. The result has no prototype and its keys are sorted, so that no order of the YAML is left in it. */
export function record<T>(values: Schema<T>, { keys }: RecordOptions = {}): Schema<Readonly<Record<string, T>>> {
  const expected = `a map from ${keys?.expected ?? 'text'} to ${values.expected}`;
  return {
    expected,
    json: () => recordJson(values, keys),
    read(source: Source, reader: Reader): Readonly<Record<string, T>> | undefined {
      if (source.kind !== 'map') return reportShape(source, expected, reader);
      const before = reader.problems.length;
      const cut = keysCutAtComma(source, reader);
      const found = new Map<string, T>();
      for (const entry of source.entries.values()) {
        if (cut.has(entry.key)) continue;
        const key = readKey(entry, keys, reader);
        const value = values.read(entry.value, reader);
        if (key === undefined || value === undefined) continue;
        if (found.has(key)) reader.report(entry.keyAt, `the key ${key} stands here twice`);
        found.set(key, value);
      }
      return reader.problems.length === before ? sortedRecord(found) : undefined;
    },
  };
}

function readKey({ key, keyAt }: MapEntry, keys: Schema<string> | undefined, reader: Reader): string | undefined {
  return keys === undefined ? key : keys.read({ kind: 'scalar', value: key, text: key, at: keyAt }, reader);
}

function sortedRecord<T>(found: ReadonlyMap<string, T>): Readonly<Record<string, T>> {
  const sorted = Object.create(null) as Record<string, T>;
  for (const key of [...found.keys()].toSorted()) sorted[key] = found.get(key)!;
  return sorted;
}

function recordJson(values: Schema<unknown>, keys: Schema<string> | undefined): JsonSchema {
  const json: Record<string, unknown> = { type: 'object', additionalProperties: values.json() };
  if (keys !== undefined) json['propertyNames'] = keys.json();
  return json;
}
