import type { Nanoseconds } from '../../core/time.js';
import { share } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';
import type { TargetSet } from './target-set.js';

/** Expects of a target what its recent answers took, once for each request in flight there. */
class LeastResponseTime implements Balancer {
  readonly #targets: TargetSet;
  readonly #average: Float64Array;
  readonly #inFlight: Int32Array;
  readonly #smoothing: number;
  #from = 0;

  constructor({ targets }: BalancingContext, smoothing: number) {
    this.#targets = targets;
    this.#average = new Float64Array(targets.count);
    this.#inFlight = new Int32Array(targets.count);
    this.#smoothing = smoothing;
  }

  /** Who has never answered expects nothing, so each is tried early; equals take turns. */
  pick(): number {
    const { count, included } = this.#targets;
    let picked = NOBODY;
    for (let step = 0, target = this.#from; step < count; step++, target++) {
      if (target >= count) target -= count;
      if (included[target] === 1 && (picked === NOBODY || this.#better(target, picked))) picked = target;
    }
    this.#from = picked + 1 === count ? 0 : picked + 1;
    return picked;
  }

  sent(target: number): void {
    this.#inFlight[target]!++;
  }

  /** Errors do not count: they are often quick, and would draw more requests to a target that fails. */
  returned(target: number, ok: boolean, latency: Nanoseconds): void {
    this.#inFlight[target]!--;
    if (!ok) return;
    const average = this.#average[target]!;
    this.#average[target] = average === 0 ? latency : average + this.#smoothing * (latency - average);
  }

  #better(target: number, than: number): boolean {
    const score = this.#average[target]! * (this.#inFlight[target]! + 1);
    const best = this.#average[than]! * (this.#inFlight[than]! + 1);
    return score < best || (score === best && this.#inFlight[target]! < this.#inFlight[than]!);
  }
}

export const leastResponseTime: BalancingDefinition<{ readonly smoothing: number }> = {
  name: 'least-response-time',
  summary: 'The target with the smallest moving average of response times, multiplied by the requests in flight there.',
  reference: "Finagle's peak-sensitive load metric and nginx's least_time, without their time decay",
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      smoothing: defaulted(share({ minExclusive: 0 }), '10%', 'How much the newest response time counts in the average'),
    }),
  create: (config, context) => new LeastResponseTime(context, config.smoothing),
};
