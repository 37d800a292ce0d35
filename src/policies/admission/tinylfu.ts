import type { Key } from '../../core/ids.js';
import { flag } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { AdmissionContext, AdmissionDefinition, AdmissionPolicy } from './admission.js';
import { FrequencySketch } from './frequency-sketch.js';

interface TinyLfuOptions {
  readonly doorkeeper: boolean;
}

class TinyLfu implements AdmissionPolicy {
  readonly #sketch: FrequencySketch;
  readonly #context: AdmissionContext;

  constructor(options: TinyLfuOptions, context: AdmissionContext) {
    this.#sketch = new FrequencySketch(options.doorkeeper);
    this.#context = context;
  }

  asked(key: Key): void {
    this.#sketch.ensure(this.#context.entries());
    this.#sketch.add(key);
  }

  admits(): boolean {
    return true;
  }

  prefers(incoming: Key, victim: Key): boolean {
    return this.#sketch.count(incoming) > this.#sketch.count(victim);
  }
}

export const tinyLfu: AdmissionDefinition<TinyLfuOptions> = {
  name: 'tinylfu',
  summary: 'What was asked for lately no more often than what would have to leave for it stays out.',
  reference: 'Einziger, Friedman, Manes, TinyLFU: A Highly Efficient Cache Admission Policy, ACM Transactions on Storage 2017',
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      doorkeeper: defaulted(
        flag(),
        'true',
        'Whether a Bloom filter takes the first use of each key, so that it costs no counter',
      ),
    }),
  create: (options, context) => new TinyLfu(options, context),
};
