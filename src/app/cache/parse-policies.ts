import { catalogue } from '../../catalogue/catalogue.js';
import type { PolicyConfig } from '../../core/definition.js';
import { nearest } from '../../core/nearest.js';
import { InputError, type Problem } from '../../core/problem.js';
import type { Registry } from '../../core/registry.js';
import { plainSource } from '../../language/plain-source.js';
import { Reader } from '../../language/reader.js';
import type { Schema } from '../../language/schema.js';
import type { Described } from '../../core/definition.js';

interface Readable extends Described {
  schema(vocabulary: typeof catalogue): Schema<unknown>;
}

export interface NamedPolicy {
  /** As it was written, with the name as the registry has it. */
  readonly text: string;
  readonly config: PolicyConfig;
}

/**
 * Policies as they are written on the command line: names between commas, each with its options behind colons
 * (`lru,s3-fifo:small=5%`). Names may be written as papers write them: S3FIFO. Throws InputError with all problems.
 */
export function parsePolicies(text: string, registry: Registry<Readable>, others: readonly string[] = []): NamedPolicy[] {
  const problems: Problem[] = [];
  const found = text.split(',').flatMap((item) => {
    const [written = '', ...settings] = item.trim().split(':');
    const name = [...registry.names(), ...others].find((known) => plain(known) === plain(written));
    if (name === undefined) {
      problems.push(unknown(written, registry, others));
      return [];
    }
    const options = others.includes(name) ? {} : readOptions(registry.get(name)!, item.trim(), settings, problems);
    return [{ text: [name, ...settings].join(':'), config: { name, options } }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function unknown(written: string, registry: Registry<Readable>, others: readonly string[]): Problem {
  const names = [...registry.names(), ...others].toSorted();
  const meant = nearest(written, names);
  return {
    message: `there is no ${registry.family} ${written === '' ? 'without a name' : written}`,
    text: written,
    hint: meant === undefined ? `known are ${names.join(', ')}` : `did you mean ${meant}?`,
  };
}

function readOptions(definition: Readable, text: string, settings: readonly string[], problems: Problem[]): unknown {
  const at = { file: text, line: 1, column: 1 };
  const values: Record<string, string> = {};
  for (const setting of settings) {
    const [key = '', ...value] = setting.split('=');
    values[key] = value.join('=');
  }
  const reader = new Reader();
  const options = definition.schema(catalogue).read(plainSource(values, at), reader);
  problems.push(...reader.problems.map(({ message, hint }) => ({ message: `${text}: ${message}`, hint })));
  return options;
}
