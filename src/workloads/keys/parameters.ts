import { count, number } from '../../language/schemas/scalars.js';
import type { CallParameter } from '../call-form.js';

/** More keys than this do not fit into the tables of one run. */
const MOST_KEYS = 100_000_000;

/** How many keys there are. */
export const keyCount: CallParameter = {
  name: 'n',
  schema: count({ min: 1, max: MOST_KEYS }),
  summary: 'How many keys there are.',
};

/** How unequal popularity is. */
export const zipfExponent: CallParameter = {
  name: 's',
  schema: number({ min: 0, max: 10 }),
  summary: 'The exponent: 0 is uniform, web traffic lies between 0.6 and 1.1.',
};
