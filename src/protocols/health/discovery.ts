import type { NodeId, OperationId } from '../../core/ids.js';
import { InputError } from '../../core/problem.js';
import { isSuccess } from '../../core/status.js';
import type { Nanoseconds } from '../../core/time.js';
import { LIST, type Listing } from '../../environment/discovery.js';
import type { Environment } from '../../environment/environment.js';
import type { Placement } from '../../environment/placement.js';
import type { Pool } from '../../environment/pool.js';
import type { Reply } from '../../environment/reply.js';
import type { RandomStream } from '../../random/stream.js';
import { type TargetHealth, UNLISTED } from './target-health.js';

export interface DiscoveryFields {
  readonly registry: string;
  readonly refresh: Nanoseconds;
  readonly timeout: Nanoseconds;
}

/** Stands for the question that is asked again and again: the context of its calls and the payload of its timer. */
export class Inquiry {
  askedAt: Nanoseconds = 0;
}

/** Asks a registry now and then who is there, and goes by the last answer that it got: a list that is kept, as clients do. */
export class Discovery {
  readonly #environment: Environment;
  readonly #pool: Pool;
  readonly #watched: readonly number[];
  readonly #health: TargetHealth;
  readonly #fields: DiscoveryFields;
  readonly #registry: NodeId;
  readonly #operation: OperationId;
  readonly #timerCode: number;
  readonly #inquiry = new Inquiry();
  readonly #phase: RandomStream;

  /** `timerCode` is what the node passes on to `ask`. Throws InputError where the registry is none. */
  constructor(
    environment: Environment,
    pool: Pool,
    watched: readonly number[],
    health: TargetHealth,
    fields: DiscoveryFields,
    placement: Placement,
    timerCode: number,
  ) {
    this.#environment = environment;
    this.#pool = pool;
    this.#watched = watched;
    this.#health = health;
    this.#fields = fields;
    this.#operation = placement.operation(LIST);
    this.#registry = registryOf(fields, pool, placement);
    this.#timerCode = timerCode;
    this.#phase = environment.stream('discovery');
  }

  /** Believes in all that it was deployed with until it has asked for the first time, within one refresh. */
  start(): void {
    const first = Math.ceil(this.#phase.uniform() * this.#fields.refresh);
    this.#environment.setTimer(this.#environment.now() + first, this.#timerCode, this.#inquiry);
  }

  ask(): void {
    const now = this.#environment.now();
    const request = this.#environment.request(this.#registry, this.#operation, 0);
    request.due = now;
    request.deadline = now + this.#fields.timeout;
    this.#inquiry.askedAt = now;
    this.#environment.call(request, this.#inquiry);
  }

  /** Without an answer, and with a list of nobody, which a registry gives that has just started, what was known stays known. */
  received(reply: Reply): void {
    if (isSuccess(reply.status) && reply.body !== null) this.#believe(new Set((reply.body as Listing).instances));
    this.#environment.setTimer(this.#inquiry.askedAt + this.#fields.refresh, this.#timerCode, this.#inquiry);
  }

  #believe(listed: ReadonlySet<NodeId>): void {
    if (listed.size === 0) return;
    for (const target of this.#watched) {
      if (listed.has(this.#pool.instances[target]!)) this.#health.takeBack(target, UNLISTED);
      else this.#health.leaveOut(target, UNLISTED);
    }
  }
}

/** Throws InputError for a node that keeps track of nobody, or of others than the targets. */
function registryOf({ registry }: DiscoveryFields, pool: Pool, { model, group }: Placement): NodeId {
  const found = model.groups.find(({ name }) => name === registry)!;
  const tracked = (found.config as { readonly of?: unknown }).of;
  const targets = model.groups[model.instances[pool.instances[0]!]!.group]!.name;
  if (tracked === targets) return found.instances[0]!;
  throw new InputError([
    {
      message: `${group.name} asks ${registry} who is there, which does not keep track of ${targets}`,
      hint: `let the registry be one \`of: ${targets}\``,
    },
  ]);
}
