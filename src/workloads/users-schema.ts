import type { Reader } from '../language/reader.js';
import type { Schema } from '../language/schema.js';
import { choice, count, number } from '../language/schemas/scalars.js';
import { defaulted, either, object, required, transform } from '../language/schemas/structures.js';
import type { Source } from '../language/source.js';
import { calledName, callForm } from './call-form.js';
import type { UsersConfig } from './workload-config.js';

const MOST_USERS = 100_000_000;
const exponent = { name: 's', schema: number({ max: 10 }), summary: 'The exponent: 0 is uniform.' };
const zipf = callForm('zipf', [exponent]);
const uniform = choice('uniform');

/** `uniform`, or `zipf(0.8)`; the number of users stands beside it. */
const pick: Schema<number> = {
  expected: 'uniform, or zipf(s)',
  json: () => ({ anyOf: [uniform.json(), zipf.json()] }),
  read(source: Source, reader: Reader): number | undefined {
    if (calledName(source) !== undefined) return zipf.read(source, reader)?.[0];
    return uniform.read(source, reader) === undefined ? undefined : 0;
  },
};

/** `10k`, or `{ count: 10k, pick: zipf(0.8) }`. */
export const users: Schema<UsersConfig> = either({
  scalar: transform(count({ min: 1, max: MOST_USERS }), (total) => ({ count: total, exponent: 0 })),
  map: transform(
    object({
      count: required(count({ min: 1, max: MOST_USERS }), 'How many users there are.'),
      pick: defaulted(pick, 'uniform', 'How often each of them comes: uniform, or zipf(s).'),
    }),
    (written) => ({ count: written.count, exponent: written.pick }),
  ),
});
