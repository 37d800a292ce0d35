import { type Catalogue, catalogue as everything } from '../catalogue/catalogue.js';
import type { JsonSchema } from '../language/schema.js';
import { jsonDocument } from '../language/schemas/structures.js';
import { fileJson } from './schema/scenario-schema.js';

/** The JSON Schema (draft 2020-12) of a scenario file, for editors: it knows every key, and the names of all kinds, steps and policies. */
export function scenarioJsonSchema(catalogue: Catalogue = everything): JsonSchema {
  const root = { expected: 'a scenario', json: () => fileJson(catalogue), read: () => undefined };
  return jsonDocument(root, { title: 'A scenario of sysdesign' });
}
