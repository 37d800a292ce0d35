import type { JsonSchema, Schema } from '../../language/schema.js';
import type { Fields } from '../../language/schemas/object-schema.js';
import { code, sentence, table } from './markdown.js';

type Json = Readonly<Record<string, unknown>>;

/** The keys of a map, and of the maps in it, as rows of key, value, default and meaning; of anything else, what is expected. */
export function describeKeys(schema: Schema<unknown>): string {
  const json = schema.json();
  const rows = mapsIn(json).flatMap(({ prefix, map }) => rowsOf(map, prefix, prefix === '' ? schema : undefined));
  const value = json['properties'] === undefined ? `Value: ${schema.expected}.\n\n` : '';
  return value + table(['key', 'value', 'default', 'meaning'], rows);
}

function rowsOf(map: Json, prefix: string, schema: Schema<unknown> | undefined): string[][] {
  const fields = schema !== undefined && 'fields' in schema ? (schema.fields as Fields) : {};
  const required = (map['required'] ?? []) as readonly string[];
  return Object.entries(map['properties'] as Readonly<Record<string, JsonSchema>>).flatMap(([key, property]) => {
    const inner = fields[key]?.schema;
    const value = inner?.expected ?? valueOf(property);
    const row = [code(prefix + key), value, required.includes(key) ? 'required' : defaultOf(property), meaningOf(property)];
    const [only, ...others] = mapsIn(property);
    // One of several maps is a family, which has a page of its own.
    if (only === undefined || others.length > 0) return [row];
    return [row, ...rowsOf(only.map, `${prefix}${key}${only.prefix || '.'}`, inner)];
  });
}

/** The maps with known keys that a value may be: itself, one of several, an item of a list `[].`, or a value of a map `.NAME.`. */
function mapsIn(json: Json): { readonly prefix: string; readonly map: Json }[] {
  if (json['properties'] !== undefined) return [{ prefix: '', map: json }];
  const either = ((json['anyOf'] ?? []) as readonly Json[]).flatMap((part) => mapsIn(part));
  return [...either, ...below(json['items'], '[].'), ...below(json['additionalProperties'], '.NAME.')];
}

function below(json: unknown, prefix: string): { readonly prefix: string; readonly map: Json }[] {
  return typeof json === 'object' && json !== null ? mapsIn(json as Json).map(({ map }) => ({ prefix, map })) : [];
}

/** What JSON Schema says of a value, in words: `none, or such as 30s`. */
function valueOf(json: Json): string {
  const words = wordsIn(json);
  const example = examplesIn(json)[0];
  if (example === undefined) return words.join(', ');
  return words.length === 0 ? `such as ${example}` : `${words.join(', ')}, or such as ${example}`;
}

function wordsIn(json: Json): string[] {
  const own = [...((json['enum'] ?? []) as readonly unknown[]), json['const']].filter((value) => typeof value === 'string');
  return [...own, ...partsOf(json).flatMap(wordsIn)];
}

function examplesIn(json: Json): string[] {
  return [...((json['examples'] ?? []) as readonly unknown[]).map(String), ...partsOf(json).flatMap(examplesIn)];
}

function partsOf(json: Json): readonly Json[] {
  return (json['anyOf'] ?? []) as readonly Json[];
}

function defaultOf({ default: value }: Json): string {
  if (value === undefined) return '';
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function meaningOf({ description }: Json): string {
  return typeof description === 'string' ? sentence(description) : '';
}
