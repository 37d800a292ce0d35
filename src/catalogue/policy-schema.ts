import type { Described, PolicyConfig } from '../core/definition.js';
import { nearest } from '../core/nearest.js';
import type { Registry } from '../core/registry.js';
import type { Vocabulary } from '../language/definition.js';
import type { Reader } from '../language/reader.js';
import type { JsonSchema, Schema } from '../language/schema.js';
import type { MapSource, ScalarSource, Source } from '../language/source.js';
import { choice } from '../language/schemas/scalars.js';
import { lazy } from '../language/schemas/structures.js';
import { withProperties } from './with-properties.js';

/** What a scenario can name and configure. */
export interface Readable extends Described {
  schema(vocabulary: Vocabulary): Schema<unknown>;
  /** Why no scenario can have it, and what can, where that is so. */
  readonly outsideScenarios?: { readonly reason: string; readonly hint: string };
}

/** A member of a family: `lru`, or `{ policy: lru, ...its options }`. */
export function policySchema(family: string, registry: Registry<Readable>, vocabulary: Vocabulary): Schema<PolicyConfig> {
  const reading = new PolicyReading(registry, vocabulary);
  const expected = `${article(registry.family)}, such as ${registry.names()[0] ?? 'none'}`;
  const members = (): Readable[] => registry.all().filter((member) => member.outsideScenarios === undefined);
  const schema: Schema<PolicyConfig> = {
    expected,
    json: () => ({
      anyOf: [
        choice(...members().map((member) => member.name)).json(),
        ...members().map((member) => memberJson(member, vocabulary)),
      ],
    }),
    read: (source, reader) => reading.read(source, reader, expected),
  };
  return lazy(() => schema, `policy-${family}`, expected);
}

class PolicyReading {
  constructor(
    readonly registry: Registry<Readable>,
    readonly vocabulary: Vocabulary,
  ) {}

  read(source: Source, reader: Reader, expected: string): PolicyConfig | undefined {
    if (source.kind === 'list') return reader.report(source, `expected ${expected}, found a list`);
    if (source.kind === 'scalar') return this.#named(source, { kind: 'map', entries: new Map(), at: source.at }, reader);
    const policy = source.entries.get('policy')?.value;
    if (policy?.kind !== 'scalar') {
      return reader.report(policy ?? source, `expected ${expected}`, 'write { policy: NAME, ... }');
    }
    const entries = new Map(source.entries);
    entries.delete('policy');
    return this.#named(policy, { ...source, entries }, reader);
  }

  #named(name: ScalarSource, options: MapSource, reader: Reader): PolicyConfig | undefined {
    const definition = this.registry.get(name.text);
    if (definition === undefined) return reader.report(name, ...unknown(this.registry, name.text));
    const { outsideScenarios } = definition;
    if (outsideScenarios !== undefined) {
      const { reason, hint } = outsideScenarios;
      return reader.report(name, `no scenario can have the ${this.registry.family} ${name.text}: ${reason}`, hint);
    }
    const before = reader.problems.length;
    const read = definition.schema(this.vocabulary).read(options, reader);
    return reader.problems.length > before ? undefined : { name: definition.name, options: read };
  }
}

/** The message and the hint for a name that a registry does not have. */
export function unknown(registry: Pick<Registry<Readable>, 'family' | 'names'>, name: string): [string, string] {
  const names = registry.names();
  const meant = nearest(name, names);
  const message = `there is no ${registry.family} ${name === '' ? 'without a name' : name}`;
  return [message, meant === undefined ? `known are ${names.join(', ')}` : `did you mean ${meant}?`];
}

function memberJson(member: Readable, vocabulary: Vocabulary): JsonSchema {
  return withProperties(member.schema(vocabulary).json(), { policy: { const: member.name, description: member.summary } }, [
    'policy',
  ]);
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
