import type { Key } from '../../core/ids.js';
import { share } from '../../language/schemas/scalars.js';
import type { RandomStream } from '../../random/stream.js';
import { callForm, type CallParameter } from '../call-form.js';
import type { KeyPicker, KeysDefinition } from './keys.js';
import { keyCount } from './parameters.js';

class HotspotKeys implements KeyPicker {
  readonly #hot: number;
  readonly #cold: number;
  readonly #probability: number;
  readonly #stream: RandomStream;

  constructor(hotShare: number, requestShare: number, count: number, stream: RandomStream) {
    this.#hot = hotCount(hotShare, count);
    this.#cold = count - this.#hot;
    this.#probability = this.#cold === 0 ? 1 : requestShare;
    this.#stream = stream;
  }

  next(): Key {
    if (this.#stream.uniform() < this.#probability) return this.#stream.below(this.#hot);
    return this.#hot + this.#stream.below(this.#cold);
  }
}

/** At least one key is hot. */
function hotCount(hotShare: number, count: number): number {
  return Math.min(count, Math.max(1, Math.round(hotShare * count)));
}

const parameters: readonly CallParameter[] = [
  { name: 'share-of-keys', schema: share({ minExclusive: 0, max: 1 }), summary: 'How many of the keys are hot.' },
  { name: 'share-of-requests', schema: share({ max: 1 }), summary: 'How many of the requests go to them.' },
  keyCount,
];

export const hotspot: KeysDefinition = {
  name: 'hotspot',
  summary: 'A share of the keys, those with the lowest numbers, gets a share of the requests; uniform within both.',
  reference: 'YCSB, HotspotIntegerGenerator',
  engines: ['virtual', 'live', 'theory'],
  parameters,
  schema: () => callForm('hotspot', parameters),
  count: ([, , count]) => count!,
  popularity([keys, requests, count]) {
    const hot = hotCount(keys!, count!);
    const weights = new Float64Array(count!).fill((1 - requests!) / (count! - hot), hot);
    return weights.fill((hot === count ? 1 : requests!) / hot, 0, hot);
  },
  create: ([keys, requests, count], streams) => new HotspotKeys(keys!, requests!, count!, streams.stream('keys')),
};
