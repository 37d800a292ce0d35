import type { PolicyConfig } from '../../core/definition.js';
import type { Key, NodeId, OperationId } from '../../core/ids.js';
import { isSuccess, type Status } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Environment } from '../../environment/environment.js';
import type { GroupModel } from '../../environment/model.js';
import type { Placement } from '../../environment/placement.js';
import type { Route } from '../../environment/route.js';
import { type Balancer, NOBODY } from '../../policies/balancing/balancer.js';
import { balancingPolicies } from '../../policies/balancing/registry.js';
import { Candidates } from './candidates.js';
import { reachableInstances } from './reachable-instances.js';

/** Any instance will do: a balancing policy picks. */
export class ReplicaRoute implements Route {
  readonly #instances: readonly NodeId[];
  readonly #balancer: Balancer;
  /** The only instance, which needs no policy; -1 where there are more. */
  readonly #only: NodeId;

  constructor(
    readonly pool: Candidates,
    balancer: Balancer,
  ) {
    const { instances } = pool;
    this.#instances = instances;
    this.#balancer = balancer;
    this.#only = instances.length === 1 ? instances[0]! : -1;
  }

  pick(_operation: OperationId, key: Key, session: number): NodeId {
    const { pool } = this;
    if (this.#only >= 0) return pool.targets.size === 0 ? NOBODY : this.#only;
    if (pool.drawn) pool.draw();
    const target = this.#balancer.pick(key, session);
    return target === NOBODY ? NOBODY : this.#instances[target]!;
  }

  spread(): readonly NodeId[] | null {
    return null;
  }

  sent(to: NodeId): void {
    if (this.#only < 0) this.#balancer.sent(this.pool.numberOf(to));
  }

  returned(to: NodeId, status: Status, latency: Nanoseconds): void {
    if (this.#only < 0) this.#balancer.returned(this.pool.numberOf(to), isSuccess(status), latency);
  }
}

/** Throws InputError where the policy does not fit the number of instances. */
export function createReplicaRoute(
  group: GroupModel,
  caller: Placement,
  environment: Environment,
  policy: PolicyConfig,
): ReplicaRoute {
  const pool = new Candidates(reachableInstances(group, caller), environment, `calls/${group.name}/candidates`);
  const balancer = balancingPolicies.get(policy.name)!.create(policy.options, {
    targets: pool.targets,
    name: group.name,
    now: () => environment.now(),
    stream: (purpose) => environment.stream(`calls/${group.name}/${purpose}`),
    hash: (key) => caller.hash(key),
  });
  return new ReplicaRoute(pool, balancer);
}

export const ROUND_ROBIN: PolicyConfig = { name: 'round-robin', options: {} };
export const KEY_HASH: PolicyConfig = { name: 'key-hash', options: {} };
