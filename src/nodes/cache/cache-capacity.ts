import type { Schema } from '../../language/schema.js';
import { count, size } from '../../language/schemas/scalars.js';
import type { CacheCapacity } from './cache-contents.js';

const entries = count({ min: 1 });
const bytes = size({ min: 1 });

/** `10k` counts entries, `64MiB` measures them; `unlimited` throws nothing out. */
export const cacheCapacity: Schema<CacheCapacity> = {
  expected: 'a number of entries such as 10k, a size such as 64MiB, or unlimited',
  json: () => ({ anyOf: [{ const: 'unlimited' }, entries.json(), bytes.json()] }),
  read(source, reader) {
    if (source.kind !== 'scalar') return reader.report(source, `expected ${cacheCapacity.expected}`);
    if (source.text === 'unlimited') return { amount: Infinity, unit: 'entries' };
    if (/[0-9]\s*[kKMGT]?i?B$/.test(source.text)) return measured(bytes.read(source, reader), 'bytes');
    if (/^-?[0-9]/.test(source.text)) return measured(entries.read(source, reader), 'entries');
    return reader.report(source, `expected ${cacheCapacity.expected}`);
  },
};

function measured(amount: number | undefined, unit: CacheCapacity['unit']): CacheCapacity | undefined {
  return amount === undefined ? undefined : { amount, unit };
}
