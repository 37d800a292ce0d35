import { object } from '../../language/schemas/structures.js';
import type { RandomStream } from '../../random/stream.js';
import { type Balancer, type BalancingContext, type BalancingDefinition, NOBODY } from './balancer.js';
import type { TargetSet } from './target-set.js';

/** A ring buffer holds the idle in the order in which they became so; each stands in it once. */
class JoinIdleQueue implements Balancer {
  readonly #targets: TargetSet;
  readonly #stream: RandomStream;
  readonly #inFlight: Int32Array;
  readonly #idle: Int32Array;
  readonly #listed: Uint8Array;
  #first = 0;
  #length: number;

  constructor(context: BalancingContext) {
    const { count } = context.targets;
    this.#targets = context.targets;
    this.#stream = context.stream('join-idle-queue');
    this.#inFlight = new Int32Array(count);
    this.#idle = Int32Array.from({ length: count }, (_, target) => target);
    this.#listed = new Uint8Array(count).fill(1);
    this.#length = count;
  }

  pick(): number {
    const { included, members, size } = this.#targets;
    if (size === 0) return NOBODY;
    for (let left = this.#length; left > 0; left--) {
      const target = this.#take();
      if (included[target] === 1) return target;
      this.#list(target);
    }
    return members[this.#stream.below(size)]!;
  }

  sent(target: number): void {
    this.#inFlight[target]!++;
  }

  returned(target: number): void {
    this.#inFlight[target]!--;
    if (this.#inFlight[target] === 0 && this.#listed[target] === 0) this.#list(target);
  }

  #take(): number {
    const target = this.#idle[this.#first]!;
    this.#first = this.#first + 1 === this.#idle.length ? 0 : this.#first + 1;
    this.#length--;
    this.#listed[target] = 0;
    return target;
  }

  #list(target: number): void {
    const end = this.#first + this.#length;
    this.#idle[end < this.#idle.length ? end : end - this.#idle.length] = target;
    this.#length++;
    this.#listed[target] = 1;
  }
}

export const joinIdleQueue: BalancingDefinition<object> = {
  name: 'join-idle-queue',
  summary: 'The target that has been idle for longest, as far as this caller knows; any at random where none is.',
  reference: 'Lu et al., Join-Idle-Queue: A Novel Load Balancing Algorithm for Dynamically Scalable Web Services, 2011',
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: (_config, context) => new JoinIdleQueue(context),
};
