import type { Key } from '../../core/ids.js';
import { AliasTable } from '../../random/alias-table.js';
import type { RandomStream } from '../../random/stream.js';
import { zipfWeights } from '../../random/zipf.js';
import { callForm } from '../call-form.js';
import type { KeyPicker, KeysDefinition } from './keys.js';
import { keyCount, zipfExponent } from './parameters.js';

class ZipfKeys implements KeyPicker {
  readonly #table: AliasTable;
  readonly #stream: RandomStream;

  constructor(exponent: number, count: number, stream: RandomStream) {
    this.#table = new AliasTable(zipfWeights(exponent, count));
    this.#stream = stream;
  }

  next(): Key {
    return this.#table.sample(this.#stream);
  }
}

export const zipf: KeysDefinition = {
  name: 'zipf',
  summary: 'Key i is asked for with weight (i + 1) to the power of -s: few are hot, many are cold.',
  reference: 'Zipf (1949); Breslau et al., "Web caching and Zipf-like distributions" (INFOCOM 1999)',
  engines: ['virtual', 'live', 'theory'],
  parameters: [zipfExponent, keyCount],
  schema: () => callForm('zipf', [zipfExponent, keyCount]),
  count: ([, count]) => count!,
  popularity: ([exponent, count]) => zipfWeights(exponent!, count!),
  create: ([exponent, count], streams) => new ZipfKeys(exponent!, count!, streams.stream('keys')),
};
