import { assert } from '../../core/assert.js';
import type { Reader } from '../../language/reader.js';
import type { Schema } from '../../language/schema.js';
import type { Source } from '../../language/source.js';
import type { Vocabulary } from '../../language/definition.js';
import { calledName, reportUnknownCall } from '../call-form.js';
import type { Streams } from '../streams.js';
import type { KeyPicker, KeysConfig, KeysDefinition } from './keys.js';
import { keyDistributions } from './registry.js';

/** `zipf(0.9 100k)`. */
export function keys(vocabulary: Vocabulary): Schema<KeysConfig> {
  return {
    expected: 'a key distribution, such as zipf(0.9 100k)',
    json: () => ({ anyOf: keyDistributions.all().map((member) => member.schema(vocabulary).json()) }),
    read(source: Source, reader: Reader): KeysConfig | undefined {
      const name = calledName(source);
      const found = name === undefined ? undefined : keyDistributions.get(name);
      if (found === undefined) return reportUnknownCall(source, this.expected, forms(vocabulary), reader);
      const values = found.schema(vocabulary).read(source, reader);
      return values && { name: found.name, arguments: values };
    },
  };
}

function forms(vocabulary: Vocabulary): string[] {
  return keyDistributions.all().map((member) => member.schema(vocabulary).expected);
}

/** How many keys are numbers because of this configuration; 1 where none is given, since every request has a key. */
export function keyCountOf(config: KeysConfig | undefined): number {
  return config === undefined ? 1 : definitionOf(config).count(config.arguments);
}

/** Without configuration, everything is about key 0. */
export function createKeys(config: KeysConfig | undefined, streams: Streams): KeyPicker {
  return config === undefined ? { next: () => 0 } : definitionOf(config).create(config.arguments, streams);
}

function definitionOf(config: KeysConfig): KeysDefinition {
  const definition = keyDistributions.get(config.name);
  assert(definition !== undefined, `there is no key distribution named ${config.name}`);
  return definition;
}
