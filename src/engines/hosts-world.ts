import type { HostId, NodeId, OperationId } from '../core/ids.js';
import type { Nanoseconds } from '../core/time.js';
import type { Model } from '../environment/model.js';
import type { Node } from '../environment/node.js';
import type { Action, LinkChange, World } from '../environment/world.js';
import { START, TIMER } from './events.js';
import { DOWN, type HeldEvent, type Host, PAUSED, UP } from './host.js';
import type { Kernel } from './kernel.js';
import type { KernelEnvironment } from './kernel-environment.js';
import type { Network } from './network/network.js';

/** Who lives in the hosts of a world, by NodeId; nothing stands at the numbers of those who live in another. */
export interface Inhabitants {
  readonly nodes: readonly (Node | undefined)[];
  readonly environments: readonly (KernelEnvironment | undefined)[];
  /** Makes the node of an instance anew, unless its kind is durable. */
  renew(instance: NodeId): void;
}

export interface HostsWorldParts {
  readonly model: Model;
  readonly kernel: Kernel;
  readonly network: Network;
  /** By HostId; undefined for those of another world. */
  readonly hosts: readonly (Host | undefined)[];
  readonly inhabitants: Inhabitants;
  /** Hands an event that was held back to the node it is for. */
  readonly dispatch: (event: HeldEvent) => void;
}

/**
 * What faults and changes do to hosts, links and those who live there. What becomes of requests is each engine's own.
 * Everything here is rare, and may look at all that is pending.
 */
export abstract class HostsWorld implements World {
  readonly #parts: HostsWorldParts;

  protected constructor(parts: HostsWorldParts) {
    this.#parts = parts;
  }

  crash(id: HostId, _takes?: 'host' | 'thread'): void {
    const host = this.#host(id);
    if (host === undefined || ++host.crashes > 1) return;
    host.state = DOWN;
    host.pausedBy.clear();
    const { held } = host;
    host.held = [];
    for (const event of held) this.lose(event, host);
    for (const instance of host.instances) this.#dropInstance(instance);
    this.cutOff(host);
    for (const instance of host.instances) this.#parts.inhabitants.nodes[instance]!.onHostCrash?.();
  }

  start(id: HostId): void {
    const host = this.#host(id);
    if (host === undefined || host.state !== DOWN || --host.crashes > 0) return;
    host.state = UP;
    const { inhabitants } = this.#parts;
    for (const instance of host.instances) {
      this.#openCores(instance);
      inhabitants.renew(instance);
    }
    this.reconnect(host);
    for (const instance of host.instances) inhabitants.nodes[instance]!.onStart();
  }

  pause(id: HostId, cause: Action): void {
    const host = this.#host(id);
    if (host === undefined || host.state === DOWN) return;
    host.pausedBy.add(cause);
    if (host.state === PAUSED) return;
    host.state = PAUSED;
    for (const instance of host.instances) this.#environment(instance).processor.pause();
  }

  resume(id: HostId, cause: Action): void {
    const host = this.#host(id);
    if (host === undefined || !host.pausedBy.delete(cause) || host.pausedBy.size > 0) return;
    host.state = UP;
    for (const instance of host.instances) this.#environment(instance).processor.resume();
    const { held } = host;
    host.held = [];
    for (const event of held) this.#parts.dispatch(event);
  }

  setSpeed(id: HostId, cause: Action, factor: number | null): void {
    const host = this.#host(id);
    if (host === undefined) return;
    host.slowedBy.delete(cause);
    if (factor !== null) host.slowedBy.set(cause, factor);
    const product = [...host.slowedBy.values()].reduce((all, one) => all * one, 1);
    for (const instance of host.instances) {
      const own = this.#parts.model.instances[instance]!.processor.speed;
      this.#environment(instance).processor.setSpeed(own * product);
    }
  }

  setClock(id: HostId, offset: Nanoseconds, drift: number): void {
    const host = this.#host(id);
    if (host === undefined) return;
    host.clockOffset = offset;
    host.clockDrift = drift;
  }

  setLink(from: HostId, to: HostId, cause: Action, change: LinkChange | null): void {
    this.#parts.network.disturb(from, to, cause, change);
  }

  abstract tell(to: NodeId, operation: OperationId, body: object | null): void;

  /** Something that had come to the door of a paused host, which has now died. */
  protected abstract lose(event: HeldEvent, host: Host): void;

  /** Connections that a dead host had a hand in. */
  protected abstract cutOff(host: Host): void;

  /** It lives again, and its nodes are about to start. */
  protected reconnect(_host: Host): void {}

  #host(id: HostId): Host | undefined {
    return this.#parts.hosts[id];
  }

  #environment(instance: NodeId): KernelEnvironment {
    return this.#parts.inhabitants.environments[instance]!;
  }

  /** A dead host has no cores, neither busy nor idle. */
  #openCores(instance: NodeId): void {
    const { cores } = this.#parts.model.instances[instance]!.processor;
    if (Number.isFinite(cores)) this.#environment(instance).recorder.level('cores').set(cores);
  }

  #dropInstance(instance: NodeId): void {
    const { kernel } = this.#parts;
    const itsOwn = (kind: number, target: number): boolean => (kind === TIMER || kind === START) && target === instance;
    for (const slot of kernel.pendingSlots(itsOwn)) kernel.drop(slot);
    this.#environment(instance).processor.clear();
    this.#environment(instance).recorder.lose();
  }
}
