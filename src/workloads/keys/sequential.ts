import type { Key } from '../../core/ids.js';
import { callForm } from '../call-form.js';
import type { KeyPicker, KeysDefinition } from './keys.js';
import { keyCount } from './parameters.js';

class SequentialKeys implements KeyPicker {
  readonly #count: number;
  #next = 0;

  constructor(count: number) {
    this.#count = count;
  }

  next(): Key {
    const key = this.#next;
    this.#next = key + 1 === this.#count ? 0 : key + 1;
    return key;
  }
}

export const sequential: KeysDefinition = {
  name: 'sequential',
  summary: 'Key 0, then 1, and so on; after the last again the first.',
  reference: 'YCSB, SequentialGenerator; the scan that defeats LRU',
  engines: ['virtual', 'live'],
  parameters: [keyCount],
  schema: () => callForm('sequential', [keyCount]),
  count: ([count]) => count!,
  create: ([count]) => new SequentialKeys(count!),
};
