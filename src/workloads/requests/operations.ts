import type { OperationId } from '../../core/ids.js';
import { createSampler } from '../../random/create-sampler.js';
import type { Sampler } from '../../random/sampler.js';
import { ownValue } from '../own-value.js';
import { operationsOf } from '../recorded-operations.js';
import type { Streams } from '../streams.js';
import type { WorkloadConfig } from '../workload-config.js';

/** Operations whose requests carry data and make their key the newest. */
const WRITING: ReadonlySet<string> = new Set(['write', 'insert']);

/** The operations of one workload, each at its place in the sorted list of their names. */
export class Operations {
  readonly names: readonly string[];
  readonly ids: Int32Array;
  readonly priorities: Float64Array;
  readonly writing: Uint8Array;
  readonly idempotent: Uint8Array;
  readonly #sizes: readonly (Sampler | null)[];

  constructor(config: WorkloadConfig, idOf: (name: string) => OperationId, streams: Streams) {
    const names = [...new Set([...operationsOf(config), ...Object.keys(config.mix)])].toSorted();
    this.names = names;
    this.ids = Int32Array.from(names, (name) => idOf(name));
    this.priorities = Float64Array.from(names, (name) => ownValue(config.mix, name)?.priority ?? 0);
    this.writing = Uint8Array.from(names, (name) => (WRITING.has(name) ? 1 : 0));
    this.idempotent = Uint8Array.from(names, (name) => (ownValue(config.mix, name)?.['idempotency-key'] === true ? 1 : 0));
    this.#sizes = names.map((name) => {
      const size = ownValue(config.mix, name)?.size ?? ownValue(config.sizes, name) ?? config.size;
      return size === undefined ? null : createSampler(size, streams.stream(`sizes/${name}`));
    });
  }

  place(name: string): number {
    return this.names.indexOf(name);
  }

  sizeOf(place: number): number {
    const sampler = this.#sizes[place]!;
    return sampler === null ? 0 : sampler.sample();
  }
}
