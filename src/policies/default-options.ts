import type { Described } from '../core/definition.js';
import type { Vocabulary } from '../language/definition.js';
import { Reader } from '../language/reader.js';
import type { Schema } from '../language/schema.js';
import { InputError } from '../core/problem.js';

/** A member of a family whose options may be read without any other family. */
interface Optional<Config> extends Described {
  schema(vocabulary: Vocabulary): Schema<Config>;
}

export const NO_VOCABULARY: Vocabulary = {
  policy: () => {
    throw new InputError([{ message: 'the options of a policy cannot name another policy' }]);
  },
  steps: () => {
    throw new InputError([{ message: 'the options of a policy cannot hold steps' }]);
  },
};

/** What a policy gets when a scenario only names it. Throws InputError where that is not enough. */
export function defaultOptions<Config>(definition: Optional<Config>): Config {
  const reader = new Reader();
  const at = { file: definition.name, line: 1, column: 1 };
  const options = definition.schema(NO_VOCABULARY).read({ kind: 'map', entries: new Map(), at }, reader);
  if (options === undefined) throw new InputError(reader.problems);
  return options;
}
