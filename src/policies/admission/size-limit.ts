import type { Bytes } from '../../core/time.js';
import { size } from '../../language/schemas/scalars.js';
import { object, required } from '../../language/schemas/structures.js';
import type { AdmissionDefinition, AdmissionPolicy } from './admission.js';

class SizeLimit implements AdmissionPolicy {
  readonly #max: Bytes;

  constructor(max: Bytes) {
    this.#max = max;
  }

  asked(): void {}

  admits(_key: number, bytes: Bytes): boolean {
    return bytes <= this.#max;
  }

  prefers(): boolean {
    return true;
  }
}

export const sizeLimit: AdmissionDefinition<{ readonly max: Bytes }> = {
  name: 'size-limit',
  summary: 'What is larger than so many bytes stays out, so that it does not push out many small ones.',
  reference:
    "LRU-Threshold: Abrams et al., Caching Proxies: Limitations and Potentials, 1995; Varnish's and nginx's size conditions",
  engines: ['virtual', 'live'],
  needsSizes: true,
  schema: () => object({ max: required(size({ min: 1 }), 'The largest that comes in') }),
  create: (options) => new SizeLimit(options.max),
};
