import type { JsonSchema } from '../language/schema.js';

/** The JSON Schema of a map with further keys that are read apart from it. */
export function withProperties(
  json: JsonSchema,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  const own = (json['properties'] ?? {}) as Record<string, JsonSchema>;
  const ownRequired = (json['required'] ?? []) as readonly string[];
  return {
    ...json,
    type: 'object',
    properties: { ...properties, ...own },
    required: [...required, ...ownRequired],
    additionalProperties: json['additionalProperties'] ?? false,
  };
}
