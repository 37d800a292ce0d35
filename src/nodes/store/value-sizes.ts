import type { Key } from '../../core/ids.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { Request } from '../../environment/request.js';
import type { Amount } from '../../language/schemas/amounts.js';
import type { Bytes } from '../../core/time.js';
import { createSampler } from '../../random/create-sampler.js';
import { placementScope } from '../../protocols/station/placement-scope.js';
import { RequestAmount } from '../../protocols/station/request-amount.js';

const DRAWN = 4096;

/** How large the value of a key is that nobody has written: always the same for one key, one of 4096 sizes drawn at the start. */
export class ValueSizes {
  readonly #drawn: Float64Array | null;
  readonly #computed: RequestAmount | null;
  readonly #placement: Placement;

  constructor(amount: Amount, environment: Environment, placement: Placement) {
    this.#placement = placement;
    const constant = amount.type === 'distribution' && amount.distribution.name === 'constant';
    this.#drawn = amount.type === 'distribution' ? new Float64Array(constant ? 1 : DRAWN) : null;
    this.#computed =
      amount.type === 'distribution' ? null : new RequestAmount(amount, placementScope(placement), environment, 'value-size');
    if (amount.type !== 'distribution') return;
    const sampler = createSampler(amount.distribution, environment.stream('value-size'));
    for (let index = 0; index < this.#drawn!.length; index++) this.#drawn![index] = sampler.sample();
  }

  of(request: Request): Bytes {
    return this.#computed === null ? this.ofKey(request.key)! : this.#computed.sample(request);
  }

  /** Without a request; null where its request decides. */
  ofKey(key: Key): Bytes | null {
    const drawn = this.#drawn;
    if (drawn === null) return null;
    return drawn.length === 1 ? drawn[0]! : drawn[this.#placement.hash(key) % DRAWN]!;
  }
}
