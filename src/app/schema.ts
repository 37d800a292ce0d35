import { RESULTS_SCHEMA } from '../metrics/run-result-schema.js';
import { scenarioJsonSchema } from '../scenario/json-schema.js';

export const SCHEMAS = ['scenario', 'results'] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** The JSON Schema (draft 2020-12) of scenario files or of results.json, as text. */
export function schema(name: SchemaName): string {
  return `${JSON.stringify(name === 'scenario' ? scenarioJsonSchema() : RESULTS_SCHEMA, null, 2)}\n`;
}
