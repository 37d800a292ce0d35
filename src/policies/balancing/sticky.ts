import type { Key } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import { choice } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { Balancer, BalancingContext, BalancingDefinition } from './balancer.js';
import { LeastConnections } from './least-connections.js';
import { Random } from './random.js';
import { RoundRobin } from './round-robin.js';
import type { TargetSet } from './target-set.js';

/** Session 0 is nobody in particular and sticks to nothing. Whose target is down gets another one, and stays there. */
class Sticky implements Balancer {
  readonly #first: Balancer;
  readonly #targets: TargetSet;
  readonly #assigned = new Map<number, number>();

  constructor(first: Balancer, targets: TargetSet) {
    this.#first = first;
    this.#targets = targets;
  }

  pick(key: Key, session: number): number {
    const assigned = this.#assigned.get(session);
    if (assigned !== undefined && this.#targets.alive[assigned] === 1) return assigned;
    const picked = this.#first.pick(key, session);
    if (session !== 0 && picked >= 0) this.#assigned.set(session, picked);
    return picked;
  }

  sent(target: number): void {
    this.#first.sent(target);
  }

  returned(target: number, ok: boolean, latency: Nanoseconds): void {
    this.#first.returned(target, ok, latency);
  }
}

type First = 'round-robin' | 'random' | 'least-connections';

function firstPick(policy: First, context: BalancingContext): Balancer {
  if (policy === 'random') return new Random(context.targets, context.stream('sticky'));
  return policy === 'round-robin' ? new RoundRobin(context.targets) : new LeastConnections(context);
}

export const sticky: BalancingDefinition<{ readonly first: First }> = {
  name: 'sticky',
  summary: 'A user stays with the target that answered its first request, as with a cookie, for as long as that target is up.',
  reference: "nginx's sticky cookie; AWS Application Load Balancer's sticky sessions; HAProxy's option redispatch",
  engines: ['virtual', 'live'],
  schema: () =>
    object({
      first: defaulted(choice('round-robin', 'random', 'least-connections'), 'round-robin', "Who gets a user's first request"),
    }),
  create: (config, context) => new Sticky(firstPick(config.first, context), context.targets),
};
