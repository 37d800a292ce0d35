import type { ActionDefinition, Catalogue } from '../../catalogue/catalogue.js';
import { withProperties } from '../../catalogue/with-properties.js';
import { nearest } from '../../core/nearest.js';
import type { Registry } from '../../core/registry.js';
import { NEVER } from '../../core/time.js';
import { parseAddress, parseLink } from '../../language/address.js';
import type { Reader } from '../../language/reader.js';
import type { JsonSchema, Schema } from '../../language/schema.js';
import { duration } from '../../language/schemas/scalars.js';
import { object, optional, required } from '../../language/schemas/structures.js';
import type { MapEntry, MapSource, Source } from '../../language/source.js';
import type { ActionSettings, ActionTarget } from '../scenario.js';
import { splitMap } from './split-map.js';

/** The keys that all of them have. */
export const actionKeys = object({
  at: required(duration(), 'When it begins'),
  for: optional(duration({ minExclusive: 0 }), 'How long it lasts; to the end when absent'),
  every: optional(duration({ minExclusive: 0 }), 'How long from one beginning to the next; once when absent'),
});
const COMMON = Object.keys(actionKeys.fields);

/** A fault or a change: when, and one key that says what happens to whom: `{ at: 30s, for: 5s, crash: api/2 }`. */
export function actionSchema(family: 'fault' | 'change', catalogue: Catalogue): Schema<ActionSettings> {
  const registry = family === 'fault' ? catalogue.faults : catalogue.changes;
  return {
    expected: `a ${family}, such as { at: 30s, for: 5s, ${registry.names()[0] ?? family}: api/2 }`,
    // A family without members allows nothing, which an empty `anyOf` may not say.
    json: () =>
      registry.all().length === 0 ? { not: {} } : { anyOf: registry.all().map((action) => actionJson(action, catalogue)) },
    read: (source, reader) => readAction(source, reader, registry, catalogue),
  };
}

function readAction(
  source: Source,
  reader: Reader,
  registry: Registry<ActionDefinition>,
  catalogue: Catalogue,
): ActionSettings | undefined {
  if (source.kind !== 'map') return reader.report(source, 'expected a map such as { at: 30s, for: 5s, crash: api/2 }');
  const entry = actionKey(source, reader, registry);
  if (entry === undefined) return undefined;
  const definition = registry.get(entry.key)!;
  const schema = definition.schema(catalogue);
  const before = reader.problems.length;
  const { common: shared, own } = splitMap(source, [...COMMON, entry.key], schema, reader);
  const time = actionKeys.read(without(shared, entry.key), reader);
  const target = readTarget(definition, entry.value, reader);
  const config = schema.read(own, reader);
  if (time?.every !== undefined && time.every <= (time.for ?? 0)) {
    reader.report(source.entries.get('every')!.value, 'it would begin again before it is over', 'make every longer than for');
  }
  if (time === undefined || target === undefined || reader.problems.length > before) return undefined;
  return {
    at: source.at,
    kind: definition.name,
    config,
    begins: time.at,
    lasts: time.for ?? NEVER,
    every: time.every ?? null,
    target,
  };
}

/** The one key that says what happens. */
function actionKey(source: MapSource, reader: Reader, registry: Registry<ActionDefinition>): MapEntry | undefined {
  const known = [...source.entries.values()].filter(({ key }) => registry.get(key) !== undefined);
  if (known.length === 1) return known[0];
  const names = registry.names();
  const hint = names.length === 0 ? `this version knows none` : `known are ${names.join(', ')}`;
  if (known.length > 1) {
    const both = known.map(({ key }) => key).join(' and ');
    return reader.report(known[1]!.keyAt, `one ${registry.family} cannot be both ${both}`, 'give each a name of its own');
  }
  const strange = [...source.entries.values()].find(({ key }) => !COMMON.includes(key));
  if (strange === undefined) return reader.report(source.at, `this ${registry.family} does nothing`, hint);
  const meant = nearest(strange.key, names);
  return reader.report(
    strange.keyAt,
    `there is no ${registry.family} ${strange.key}`,
    meant === undefined ? hint : `did you mean ${meant}?`,
  );
}

function without(source: MapSource, key: string): MapSource {
  const entries = new Map(source.entries);
  entries.delete(key);
  return { ...source, entries };
}

function readTarget(definition: ActionDefinition, source: Source, reader: Reader): ActionTarget | undefined {
  if (source.kind !== 'scalar' || source.value === null) {
    const example = definition.target === 'links' ? 'a -> b' : 'api/2';
    return reader.report(source, `expected whom it happens to, such as ${definition.name}: ${example}`);
  }
  const { text, at } = source;
  if (definition.target === 'links') {
    const link = parseLink(text);
    if ('problem' in link) return reader.report(source, link.problem, link.hint);
    reader.references.push({ kind: 'link', text, at });
    return { type: 'links', link, text, at };
  }
  const address = parseAddress(text);
  if ('problem' in address) return reader.report(source, address.problem, address.hint);
  reader.references.push({ kind: 'address', text, at });
  return { type: 'hosts', address, text, at };
}

function actionJson(action: ActionDefinition, catalogue: Catalogue): JsonSchema {
  const { properties } = actionKeys.json() as { properties: Record<string, JsonSchema> };
  const target = { type: 'string', description: action.summary };
  return withProperties(action.schema(catalogue).json(), { ...properties, [action.name]: target }, ['at', action.name]);
}
