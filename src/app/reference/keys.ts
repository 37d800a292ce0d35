import type { Schema } from '../../language/schema.js';
import type { Field, Fields } from '../../language/schemas/object-schema.js';
import { code, sentence, table } from './markdown.js';

/** The keys of a map, as rows of key, value, default and meaning; of anything else, what is expected. */
export function describeKeys(schema: Schema<unknown>): string {
  const fields = fieldsOf(schema);
  if (fields === undefined) return `Value: ${schema.expected}.\n\n`;
  return table(
    ['key', 'value', 'default', 'meaning'],
    Object.entries(fields).map(([key, field]) => [code(key), field.schema.expected, defaultOf(field), sentence(field.summary)]),
  );
}

function fieldsOf(schema: Schema<unknown>): Fields | undefined {
  return 'fields' in schema ? (schema.fields as Fields) : undefined;
}

function defaultOf(field: Field<unknown>): string {
  if (field.presence === 'required') return 'required';
  if (field.presence === 'optional') return '';
  return code(typeof field.default === 'string' ? field.default : JSON.stringify(field.default));
}
