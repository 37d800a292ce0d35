import { assert } from '../../core/assert.js';
import type { NodeId, OperationId, Payload, TimerId } from '../../core/ids.js';
import { InputError } from '../../core/problem.js';
import { NOT_FOUND, OK } from '../../core/status.js';
import { HEARTBEAT, LIST, type Listing } from '../../environment/discovery.js';
import type { Environment } from '../../environment/environment.js';
import type { Node } from '../../environment/node.js';
import type { Placement } from '../../environment/placement.js';
import type { Request } from '../../environment/request.js';
import type { Counter } from '../../metrics/counter.js';
import type { Level } from '../../metrics/level.js';
import type { ServiceRegistryConfig } from './service-registry.js';

/** What it knows of one instance; also the payload of the timer that ends it. */
class Lease {
  timer: TimerId = 0;

  constructor(readonly instance: NodeId) {}
}

/** Remembers who has sent a heartbeat lately. A crash empties it. */
export class ServiceRegistryNode implements Node {
  readonly #environment: Environment;
  readonly #expiry: number;
  readonly #heartbeat: OperationId;
  readonly #list: OperationId;
  readonly #instances: number;
  readonly #leases = new Map<NodeId, Lease>();
  readonly #heartbeats: Counter;
  readonly #lists: Counter;
  readonly #expired: Counter;
  readonly #listed: Level;

  /** Throws InputError where there is no such node as it should keep track of. */
  constructor(config: ServiceRegistryConfig, environment: Environment, placement: Placement) {
    const group = placement.model.groups.find(({ name, kind }) => name === config.of && kind !== 'workload');
    if (group === undefined) {
      const message = `${placement.group.name} should keep track of ${config.of}, and there is no such node`;
      throw new InputError([{ message, hint: 'give the name of a node' }]);
    }
    this.#environment = environment;
    this.#expiry = config.expiry;
    this.#heartbeat = placement.operation(HEARTBEAT);
    this.#list = placement.operation(LIST);
    this.#instances = group.instances.length;
    this.#heartbeats = environment.recorder.counter('heartbeats');
    this.#lists = environment.recorder.counter('lists');
    this.#expired = environment.recorder.counter('expired');
    this.#listed = environment.recorder.level('listed');
  }

  onStart(): void {
    this.#environment.recorder.level('instances').set(this.#instances);
  }

  onRequest(request: Request): void {
    if (request.operation === this.#heartbeat) {
      this.#renew(request.caller);
      this.#environment.respond(request, OK, null);
    } else if (request.operation === this.#list) {
      this.#lists.add(1);
      const answer = this.#environment.answer();
      answer.body = this.#listing();
      this.#environment.respond(request, OK, answer);
    } else {
      this.#environment.respond(request, NOT_FOUND, null);
    }
  }

  onReply(): void {
    assert(false, 'a registry calls nobody');
  }

  /** A lease is over. */
  onTimer(_code: number, payload: Payload): void {
    this.#leases.delete((payload as Lease).instance);
    this.#expired.add(1);
    this.#listed.set(this.#leases.size);
  }

  #renew(instance: NodeId): void {
    this.#heartbeats.add(1);
    let lease = this.#leases.get(instance);
    if (lease === undefined) {
      lease = new Lease(instance);
      this.#leases.set(instance, lease);
      this.#listed.set(this.#leases.size);
    } else {
      this.#environment.cancelTimer(lease.timer);
    }
    lease.timer = this.#environment.setTimer(this.#environment.now() + this.#expiry, 0, lease);
  }

  #listing(): Listing {
    return { instances: [...this.#leases.keys()].toSorted((left, right) => left - right) };
  }
}
