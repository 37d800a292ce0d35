import type { JsonSchema, Schema } from '../../language/schema.js';
import type { Fields } from '../../language/schemas/object-schema.js';
import { code, sentence, table } from './markdown.js';

interface Property {
  readonly description?: string;
  readonly default?: unknown;
}

/** The keys of a map, and of the maps in it, as rows of key, value, default and meaning; of anything else, what is expected. */
export function describeKeys(schema: Schema<unknown>): string {
  if (schema.json()['properties'] === undefined) return `Value: ${schema.expected}.\n\n`;
  return table(['key', 'value', 'default', 'meaning'], rowsOf(schema, ''));
}

function rowsOf(schema: Schema<unknown>, prefix: string): string[][] {
  const json = schema.json();
  const properties = (json['properties'] ?? {}) as Readonly<Record<string, Property>>;
  const fields = 'fields' in schema ? (schema.fields as Fields) : {};
  return Object.entries(properties).flatMap(([key, property]) => {
    const inner = fields[key]?.schema;
    const row = [
      code(prefix + key),
      inner?.expected ?? '',
      isRequired(json, key) ? 'required' : defaultOf(property),
      sentence(property.description ?? ''),
    ];
    return inner === undefined ? [row] : [row, ...rowsOf(inner, `${prefix}${key}.`)];
  });
}

function isRequired(json: JsonSchema, key: string): boolean {
  return ((json['required'] ?? []) as readonly string[]).includes(key);
}

function defaultOf({ default: value }: Property): string {
  if (value === undefined) return '';
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}
