import type { Key } from '../../core/ids.js';
import type { RandomStream } from '../../random/stream.js';
import { callForm } from '../call-form.js';
import type { KeyPicker, KeysDefinition } from './keys.js';
import { keyCount } from './parameters.js';

class UniformKeys implements KeyPicker {
  readonly #count: number;
  readonly #stream: RandomStream;

  constructor(count: number, stream: RandomStream) {
    this.#count = count;
    this.#stream = stream;
  }

  next(): Key {
    return this.#stream.below(this.#count);
  }
}

export const uniform: KeysDefinition = {
  name: 'uniform',
  summary: 'Every key is as popular as any other.',
  reference: 'discrete uniform distribution',
  engines: ['virtual', 'live', 'theory'],
  parameters: [keyCount],
  schema: () => callForm('uniform', [keyCount]),
  count: ([count]) => count!,
  popularity: ([count]) => new Float64Array(count!).fill(1),
  create: ([count], streams) => new UniformKeys(count!, streams.stream('keys')),
};
