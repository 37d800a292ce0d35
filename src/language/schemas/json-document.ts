import type { JsonSchema, Schema } from '../schema.js';

/** Under this key a `$ref` carries what it refers to; JSON leaves symbols out. */
const TARGET: unique symbol = Symbol('target');

export function referenceTo(name: string, get: () => Schema<unknown>): JsonSchema {
  const reference = { $ref: `#/$defs/${name}`, [TARGET]: { name, get } };
  return reference;
}

interface Target {
  readonly name: string;
  readonly get: () => Schema<unknown>;
}

/** A whole JSON Schema (draft 2020-12), with everything that was referred to in its `$defs`. */
export function jsonDocument(schema: Schema<unknown>, head: JsonSchema = {}): JsonSchema {
  const definitions = new Map<string, unknown>();
  const pending: Target[] = [];
  const root = plain(schema.json(), pending) as JsonSchema;
  for (let target = pending.pop(); target !== undefined; target = pending.pop()) {
    if (!definitions.has(target.name)) definitions.set(target.name, plain(target.get().json(), pending));
  }
  const names = [...definitions.keys()].toSorted();
  const $defs = Object.fromEntries(names.map((name) => [name, definitions.get(name)]));
  const dialect = 'https://json-schema.org/draft/2020-12/schema';
  return names.length === 0 ? { $schema: dialect, ...head, ...root } : { $schema: dialect, ...head, ...root, $defs };
}

function plain(value: unknown, pending: Target[]): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, pending));
  if (typeof value !== 'object' || value === null) return value;
  const target = (value as { [TARGET]?: Target })[TARGET];
  if (target !== undefined) pending.push(target);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, pending)]));
}
