import { nearest } from '../../core/nearest.js';
import type { Reader } from '../../language/reader.js';
import type { Schema } from '../../language/schema.js';
import type { MapEntry, MapSource } from '../../language/source.js';

/** A map's keys that every member of a family has, apart from those that its kind knows. */
export interface SplitMap {
  readonly common: MapSource;
  readonly own: MapSource;
}

/**
 * Splits a map by key. A key that neither side has and that looks like a common one is reported here, since the kind's
 * own schema could only suggest its own.
 */
export function splitMap(
  source: MapSource,
  common: readonly string[],
  kind: Schema<unknown> | undefined,
  reader: Reader,
): SplitMap {
  const known = kind === undefined ? [] : fieldNames(kind);
  const commonEntries = new Map<string, MapEntry>();
  const ownEntries = new Map<string, MapEntry>();
  for (const [key, entry] of source.entries) {
    if (common.includes(key)) {
      commonEntries.set(key, entry);
      continue;
    }
    const meant = known.includes(key) ? undefined : nearest(key, [...known, ...common]);
    if (meant !== undefined && common.includes(meant)) reader.report(entry.keyAt, `unknown key ${key}`, `did you mean ${meant}?`);
    else ownEntries.set(key, entry);
  }
  return { common: { ...source, entries: commonEntries }, own: { ...source, entries: ownEntries } };
}

function fieldNames(schema: Schema<unknown>): readonly string[] {
  const { fields } = schema as { readonly fields?: Readonly<Record<string, unknown>> };
  return fields === undefined ? [] : Object.keys(fields);
}
