import type { Key } from '../../core/ids.js';
import { AliasTable } from '../../random/alias-table.js';
import type { RandomStream } from '../../random/stream.js';
import { zipfWeights } from '../../random/zipf.js';
import { callForm } from '../call-form.js';
import type { KeyPicker, KeysDefinition } from './keys.js';
import { keyCount, zipfExponent } from './parameters.js';

/** The n keys form a ring, so that a run of any length stays within them. */
class LatestKeys implements KeyPicker {
  readonly #table: AliasTable;
  readonly #count: number;
  readonly #stream: RandomStream;
  #newest: Key;

  constructor(exponent: number, count: number, stream: RandomStream) {
    this.#table = new AliasTable(zipfWeights(exponent, count));
    this.#count = count;
    this.#stream = stream;
    this.#newest = count - 1;
  }

  next(writing: boolean): Key {
    if (writing) {
      this.#newest = (this.#newest + 1) % this.#count;
      return this.#newest;
    }
    const behind = this.#newest - this.#table.sample(this.#stream);
    return behind < 0 ? behind + this.#count : behind;
  }
}

export const latest: KeysDefinition = {
  name: 'latest',
  summary: 'A write goes to the next key, which is the newest then; others go to recent keys, at a Zipf distance behind it.',
  reference: 'YCSB, SkewedLatestGenerator',
  engines: ['virtual', 'live'],
  parameters: [zipfExponent, keyCount],
  schema: () => callForm('latest', [zipfExponent, keyCount]),
  count: ([, count]) => count!,
  create: ([exponent, count], streams) => new LatestKeys(exponent!, count!, streams.stream('keys')),
};
