import { unknown } from '../../catalogue/policy-schema.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import { withProperties } from '../../catalogue/with-properties.js';
import type { Reader } from '../../language/reader.js';
import type { JsonSchema, Schema } from '../../language/schema.js';
import { choice, name, number, text } from '../../language/schemas/scalars.js';
import {
  defaulted,
  either,
  lazy,
  list,
  object,
  optional,
  record,
  required,
  transform,
} from '../../language/schemas/structures.js';
import type { Source } from '../../language/source.js';
import type { InstanceSettings, NodeSettings } from '../scenario.js';
import { splitMap } from './split-map.js';

/** A zone, or several over which the instances are spread in turn. */
export const zones: Schema<readonly string[]> = either({
  scalar: transform(name(), (zone) => [zone] as readonly string[]),
  list: list(name(), { min: 1 }),
});

const INSTANCES = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/;

const instanceRange: Schema<string> = transform(text(), (range, source, reader) => {
  const parts = INSTANCES.exec(range);
  if (parts === null) return reader.report(source, 'expected instances', 'write 2 for one instance, 2..3 for several');
  if (Number(parts[2] ?? parts[1]) < Number(parts[1])) return reader.report(source, 'the first instance comes after the last');
  return range;
});

const instances: Schema<readonly InstanceSettings[]> = {
  expected: 'a map from instances to what is different about them',
  json: () => instanceRecord.json(),
  read(source: Source, reader: Reader) {
    const read = instanceRecord.read(source, reader);
    if (read === undefined || source.kind !== 'map') return undefined;
    const settings = Object.entries(read).map(([range, { speed }]) => {
      const [, from, to] = INSTANCES.exec(range)!;
      return { from: Number(from), to: Number(to ?? from), speed, at: source.entries.get(range)!.keyAt };
    });
    return settings.toSorted((left, right) => right.to - right.from - (left.to - left.from) || left.from - right.from);
  },
};

const instanceRecord = record(
  object({ speed: defaulted(number({ minExclusive: 0, max: 1000 }), '1', 'How fast it works; 0.5 takes twice as long') }),
  { keys: instanceRange },
);

/** The keys that all of them have. */
export const nodeKeys = object({
  kind: required(text(), 'What it is'),
  inside: optional(
    name(),
    'The node in whose hosts it lives: one instance per instance of that node, and no network between them',
  ),
  zone: optional(zones, 'Where it stands; with several zones, instance i stands in zone i mod n'),
  'when-down': defaulted(
    choice('refuse', 'silent'),
    'refuse',
    'Whether calls to a dead host are refused at once or stay without an answer',
  ),
  instances: optional(instances, 'What is different about some instances: { 2..3: { speed: 0.5 } }'),
  'call-cycles': defaulted(
    choice('forbidden', 'allowed'),
    'forbidden',
    'Whether its operations may come back to themselves through other nodes',
  ),
});
const COMMON = Object.keys(nodeKeys.fields);

/** A node: the keys of every node beside those of its kind. */
export function nodeSchema(catalogue: Catalogue): Schema<NodeSettings> {
  return {
    expected: 'a node, such as { kind: cache }',
    json: () => nodeJson(catalogue),
    read: (source, reader) => readNode(source, reader, catalogue),
  };
}

function readNode(source: Source, reader: Reader, catalogue: Catalogue): NodeSettings | undefined {
  if (source.kind !== 'map') return reader.report(source, 'expected a node, such as { kind: cache }');
  const kind = source.entries.get('kind')?.value;
  const definition = kind?.kind === 'scalar' ? catalogue.nodes.get(kind.text) : undefined;
  if (kind?.kind === 'scalar' && kind.value !== null && definition === undefined) {
    return reader.report(kind, ...unknown(catalogue.nodes, kind.text));
  }
  const schema = definition?.schema(catalogue);
  const split = splitMap(source, COMMON, schema, reader);
  const shared = nodeKeys.read(split.common, reader);
  const before = reader.problems.length;
  const config = schema?.read(split.own, reader);
  if (shared === undefined || definition === undefined || reader.problems.length > before) return undefined;
  const insideAt = source.entries.get('inside')?.value.at ?? source.at;
  return {
    at: source.at,
    source,
    kind: definition.name,
    config,
    inside: shared.inside === undefined ? undefined : { name: shared.inside, at: insideAt },
    zones: shared.zone ?? [],
    whenDown: shared['when-down'],
    callCycles: shared['call-cycles'],
    instances: shared.instances ?? [],
  };
}

function nodeJson(catalogue: Catalogue): JsonSchema {
  const kinds = catalogue.nodes.all();
  return {
    type: 'object',
    properties: { kind: { enum: kinds.map((kind) => kind.name), description: nodeKeys.fields.kind.summary } },
    required: ['kind'],
    allOf: kinds.map((kind) => ({
      if: { properties: { kind: { const: kind.name } }, required: ['kind'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a key of JSON Schema.
      then: kindReference(kind.name, catalogue).json(),
    })),
  };
}

function kindReference(kind: string, catalogue: Catalogue): Schema<unknown> {
  const definition = catalogue.nodes.get(kind)!;
  const json = (): JsonSchema => {
    const { properties } = nodeKeys.json() as { properties: Record<string, JsonSchema> };
    const own = { ...properties, kind: { const: kind, description: definition.summary } };
    return withProperties(definition.schema(catalogue).json(), own, ['kind']);
  };
  return lazy(() => ({ expected: kind, json, read: () => undefined }), `kind-${kind}`);
}
