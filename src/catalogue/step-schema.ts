import { nearest } from '../core/nearest.js';
import type { Registry } from '../core/registry.js';
import { REQUEST_VARIABLES } from '../language/expression/leaves.js';
import type { StepConfig, Vocabulary } from '../language/definition.js';
import type { Reader } from '../language/reader.js';
import { condition } from '../language/schemas/amounts.js';
import { parseName } from '../language/schemas/scalars.js';
import { lazy } from '../language/schemas/structures.js';
import type { JsonSchema, Schema } from '../language/schema.js';
import type { MapEntry, MapSource, Source } from '../language/source.js';
import type { Readable } from './policy-schema.js';

/** Around every step: a condition, a name for the result, and what runs where the step does not. */
const SURROUNDINGS = ['if', 'as', 'else'];
/** What expressions know already. */
const TAKEN: ReadonlySet<string> = new Set(REQUEST_VARIABLES);

/** A list of steps, each a map with exactly one step key and perhaps `if`, `as` and `else`. */
export function stepsSchema(registry: Registry<Readable>, vocabulary: Vocabulary): Schema<readonly StepConfig[]> {
  const reading = new StepReading(registry, vocabulary);
  const schema: Schema<readonly StepConfig[]> = {
    expected: 'a list of steps',
    json: () => ({ type: 'array', items: stepReference(registry, vocabulary).json() }),
    read: (source, reader) => reading.readList(source, reader),
  };
  return lazy(() => schema, 'steps', schema.expected);
}

class StepReading {
  constructor(
    readonly registry: Registry<Readable>,
    readonly vocabulary: Vocabulary,
  ) {}

  readList(source: Source, reader: Reader): readonly StepConfig[] | undefined {
    if (source.kind !== 'list') {
      return reader.report(source, 'expected a list of steps', 'begin each step with a dash: - compute: 1ms');
    }
    const before = reader.problems.length;
    const steps = source.items.map((item) => this.#read(item, reader)).filter((step) => step !== undefined);
    return reader.problems.length > before ? undefined : steps;
  }

  #read(source: Source, reader: Reader): StepConfig | undefined {
    if (source.kind !== 'map') return reader.report(source, 'a step is a map such as compute: 1ms', this.#known());
    const entry = this.#stepKey(source, reader);
    const before = reader.problems.length;
    const surroundings = this.#readSurroundings(source, reader);
    if (entry === undefined) return undefined;
    const definition = this.registry.get(entry.key)!;
    const config = definition.schema(this.vocabulary).read(entry.value, reader);
    return reader.problems.length > before ? undefined : { name: entry.key, config, ...surroundings };
  }

  #stepKey(source: MapSource, reader: Reader): MapEntry | undefined {
    const keys = [...source.entries.values()].filter(({ key }) => !SURROUNDINGS.includes(key));
    const strange = keys.filter(({ key }) => this.registry.get(key) === undefined);
    for (const { key, keyAt } of strange) {
      const meant = nearest(key, [...this.registry.names(), ...SURROUNDINGS]);
      reader.report(keyAt, `there is no step ${key}`, meant === undefined ? this.#known() : `did you mean ${meant}?`);
    }
    const steps = keys.filter((entry) => !strange.includes(entry));
    if (steps.length > 1) {
      const names = steps.map(({ key }) => key).join(' and ');
      return reader.report(steps[1]!.keyAt, `one step cannot be both ${names}`, 'begin a new step with a dash');
    }
    if (steps.length === 0 && strange.length === 0) reader.report(source.at, 'this step does nothing', this.#known());
    return steps[0];
  }

  #readSurroundings(source: MapSource, reader: Reader): Pick<StepConfig, 'if' | 'as' | 'else'> {
    const { entries } = source;
    const when = present(entries.get('if'));
    const name = present(entries.get('as'));
    const otherwise = present(entries.get('else'));
    return {
      ...(when === undefined ? {} : { if: condition().read(when, reader) }),
      ...(name === undefined ? {} : { as: readBinding(name, reader) }),
      ...(otherwise === undefined ? {} : { else: this.readList(asList(otherwise), reader) }),
    };
  }

  #known(): string {
    return `known steps are ${this.registry.names().join(', ')}`;
  }
}

function present(entry: MapEntry | undefined): Source | undefined {
  return entry === undefined || (entry.value.kind === 'scalar' && entry.value.value === null) ? undefined : entry.value;
}

function asList(source: Source): Source {
  return source.kind === 'map' ? { kind: 'list', items: [source], at: source.at } : source;
}

function readBinding(source: Source, reader: Reader): string | undefined {
  if (source.kind !== 'scalar') return reader.report(source, 'expected the name under which the result is kept');
  const parsed = parseName(source.text);
  if ('problem' in parsed) return reader.report(source, parsed.problem, parsed.hint);
  if (TAKEN.has(parsed.value)) return reader.report(source, `$${parsed.value} already means something`, 'choose another name');
  return parsed.value;
}

function stepReference(registry: Registry<Readable>, vocabulary: Vocabulary): Schema<unknown> {
  return lazy(
    () => ({ expected: 'a step', json: () => stepJson(registry, vocabulary), read: () => undefined }),
    'step',
    'a step',
  );
}

function stepJson(registry: Registry<Readable>, vocabulary: Vocabulary): JsonSchema {
  const steps = registry.all();
  const properties = Object.fromEntries(
    steps.map((step) => [step.name, { ...step.schema(vocabulary).json(), description: step.summary }]),
  );
  return {
    type: 'object',
    properties: {
      ...properties,
      if: { ...condition().json(), description: 'The step runs only where this holds' },
      as: { type: 'string', description: 'The name under which later expressions find the result' },
      else: {
        anyOf: [{ $ref: '#/$defs/steps' }, { $ref: '#/$defs/step' }],
        description: 'What runs where the condition does not hold or the step failed',
      },
    },
    additionalProperties: false,
    oneOf: steps.map((step) => ({ required: [step.name] })),
  };
}
