import type { Reader } from '../reader.js';
import type { JsonSchema, Schema } from '../schema.js';
import type { Source } from '../source.js';
import { itemsCutAtComma } from './cut-at-comma.js';
import { reportShape } from './scalar-schema.js';

export interface ListLimits {
  readonly min?: number;
  readonly max?: number;
}

/** Reads every item, so that all their problems are reported. */
export function list<T>(item: Schema<T>, limits: ListLimits = {}): Schema<readonly T[]> {
  const expected = `a list, each item ${item.expected}`;
  return {
    expected,
    json: () => listJson(item, limits),
    read(source: Source, reader: Reader): readonly T[] | undefined {
      if (source.kind !== 'list') return reportShape(source, expected, reader);
      const before = reader.problems.length;
      const problem = countProblem(source.items.length, limits);
      if (problem !== undefined) reader.report(source, problem);
      const cut = itemsCutAtComma(source.items, reader);
      const values: T[] = [];
      for (const part of source.items) {
        if (cut.has(part)) continue;
        const value = item.read(part, reader);
        if (value !== undefined) values.push(value);
      }
      return reader.problems.length === before ? values : undefined;
    },
  };
}

function countProblem(count: number, { min = 0, max = Number.POSITIVE_INFINITY }: ListLimits): string | undefined {
  if (count < min) return `the list has ${count} items and needs at least ${min}`;
  if (count > max) return `the list has ${count} items and may have at most ${max}`;
  return undefined;
}

function listJson(item: Schema<unknown>, limits: ListLimits): JsonSchema {
  const json: Record<string, unknown> = { type: 'array', items: item.json() };
  if (limits.min !== undefined) json['minItems'] = limits.min;
  if (limits.max !== undefined) json['maxItems'] = limits.max;
  return json;
}
