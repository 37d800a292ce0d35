import { assert } from '../../core/assert.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Reader } from '../../language/reader.js';
import type { Schema } from '../../language/schema.js';
import type { Parsed } from '../../language/schemas/scalar-schema.js';
import type { Source } from '../../language/source.js';
import { calledName, reportUnknownCall } from '../call-form.js';
import type { Streams } from '../streams.js';
import type { Arrivals, ArrivalsConfig, ArrivalsDefinition } from './arrivals.js';
import { arrivals } from './registry.js';

/** `poisson(70/s)`, `{ clients: 200, think: 1s }`, `{ replay: access.log }` and so on. */
export function arrivalsSchema(): Schema<ArrivalsConfig> {
  return {
    expected: 'arrivals, such as poisson(70/s)',
    json: () => ({ anyOf: arrivals.all().map((member) => member.schema().json()) }),
    read(source: Source, reader: Reader): ArrivalsConfig | undefined {
      const found = find(source);
      if (found === undefined) return reportUnknown(source, this.expected, reader);
      const options = found.schema().read(source, reader);
      return options === undefined ? undefined : { name: found.name, options };
    },
  };
}

export function createArrivals(config: ArrivalsConfig, streams: Streams): Arrivals {
  return definitionOf(config).create(config.options, streams);
}

/** How long the arrivals go on by themselves; Infinity where the scenario has to say when they end. */
export function lastingOf(config: ArrivalsConfig): Nanoseconds {
  return definitionOf(config).lasts(config.options);
}

/** The same arrivals with that share of the load, or why there are none. */
export function scaledArrivals(config: ArrivalsConfig, share: number): Parsed<ArrivalsConfig> {
  const scaled = definitionOf(config).scaled?.(config.options, share);
  if (scaled === undefined) return { problem: `it is not known how ${config.name} would be slower` };
  return 'problem' in scaled ? scaled : { value: { ...config, options: scaled.value } };
}

function definitionOf(config: ArrivalsConfig): ArrivalsDefinition {
  const definition = arrivals.get(config.name);
  assert(definition !== undefined, `there is no arrival process named ${config.name}`);
  return definition;
}

function find(source: Source): ArrivalsDefinition | undefined {
  if (source.kind === 'map') {
    return arrivals.all().find((member) => member.form === 'map' && source.entries.has(member.name));
  }
  const name = calledName(source);
  const called = name === undefined ? undefined : arrivals.get(name);
  return called?.form === 'call' ? called : undefined;
}

function reportUnknown(source: Source, expected: string, reader: Reader): undefined {
  const examples = arrivals.all().map((member) => member.example);
  if (source.kind === 'map') return reader.report(source, `expected ${expected}`, `write one of ${examples.join(', ')}`);
  const calls = arrivals.all().filter((member) => member.form === 'call');
  return reportUnknownCall(
    source,
    expected,
    calls.map((member) => member.example),
    reader,
  );
}
