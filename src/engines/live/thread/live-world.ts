import type { HostId, NodeId, OperationId } from '../../../core/ids.js';
import type { Nanoseconds } from '../../../core/time.js';
import type { Model } from '../../../environment/model.js';
import type { Action, LinkChange, World } from '../../../environment/world.js';
import { DELIVER, START, TIMER } from '../../events.js';
import { DOWN, type HeldEvent, type Host, PAUSED, UP } from '../../host.js';
import type { Kernel } from '../../kernel.js';
import type { Network } from '../../network/network.js';
import type { LiveEnvironment } from './live-environment.js';
import type { Population } from './population.js';
import type { LiveRequest } from './records.js';
import type { LiveTransport } from './transport.js';

/** What happens to the sockets of a host when it dies and lives again. */
export interface Doors {
  /** Connections are reset, and new ones refused. */
  slam(host: HostId): void;
  open(host: HostId): void;
}

export interface WorldParts {
  readonly model: Model;
  readonly kernel: Kernel;
  readonly network: Network;
  readonly hosts: readonly (Host | undefined)[];
  readonly population: Population;
  readonly transport: LiveTransport;
  readonly doors: Doors;
  /** Whether the coordinator can take this thread away. */
  readonly perishable: boolean;
  /** Hands an event that was held back to the node it is for. */
  readonly dispatch: (event: HeldEvent) => void;
}

/** What faults and changes do to the hosts of one thread. Each thread follows the whole schedule and does its own part of it. */
export class LiveWorld implements World {
  constructor(private readonly parts: WorldParts) {}

  /** Whole threads are taken by the coordinator, where there is one that can. */
  crash(id: HostId, takes: 'host' | 'thread' = 'host'): void {
    const host = this.#host(id);
    if (host === undefined || (takes === 'thread' && this.parts.perishable) || ++host.crashes > 1) return;
    host.state = DOWN;
    host.pausedBy.clear();
    const { transport, population, doors } = this.parts;
    this.#dropHeld(host);
    for (const instance of host.instances) this.#dropInstance(instance);
    transport.crash(host);
    for (const instance of host.instances) {
      transport.open[instance] = 0;
      population.nodes[instance]!.onHostCrash?.();
    }
    if (host.refusesWhenDown) doors.slam(id);
  }

  start(id: HostId): void {
    const host = this.#host(id);
    if (host === undefined || host.state !== DOWN || --host.crashes > 0) return;
    host.state = UP;
    const { population, doors } = this.parts;
    if (host.refusesWhenDown) doors.open(id);
    for (const instance of host.instances) {
      this.#openCores(instance);
      population.renew(instance);
    }
    for (const instance of host.instances) population.nodes[instance]!.onStart();
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
    const held = host.held;
    host.held = [];
    for (const event of held) this.parts.dispatch(event);
  }

  setSpeed(id: HostId, cause: Action, factor: number | null): void {
    const host = this.#host(id);
    if (host === undefined) return;
    host.slowedBy.delete(cause);
    if (factor !== null) host.slowedBy.set(cause, factor);
    const product = [...host.slowedBy.values()].reduce((all, one) => all * one, 1);
    for (const instance of host.instances) {
      const own = this.parts.model.instances[instance]!.processor.speed;
      this.#environment(instance).processor.setSpeed(own * product);
    }
  }

  setClock(id: HostId, offset: Nanoseconds, drift: number): void {
    const host = this.#host(id);
    if (host === undefined) return;
    host.clockOffset = offset;
    host.clockDrift = drift;
  }

  /** Each thread keeps what its own hosts send, and what is sent to them: refusals travel back over the receiver's link. */
  setLink(from: HostId, to: HostId, cause: Action, change: LinkChange | null): void {
    this.parts.network.disturb(from, to, cause, change);
  }

  tell(to: NodeId, operation: OperationId, body: object | null): void {
    if (this.parts.population.environments[to] === undefined) return;
    const request = this.parts.transport.draft(to, to, operation, 0);
    request.body = body;
    this.parts.transport.tell(request);
  }

  #host(id: HostId): Host | undefined {
    return this.parts.hosts[id];
  }

  #environment(instance: NodeId): LiveEnvironment {
    return this.parts.population.environments[instance]!;
  }

  /** A dead host has no cores, neither busy nor idle. */
  #openCores(instance: NodeId): void {
    const { cores } = this.parts.model.instances[instance]!.processor;
    if (Number.isFinite(cores)) this.#environment(instance).recorder.level('cores').set(cores);
  }

  /** What had come to the door of a paused host is lost with it; its own calls end like all others. */
  #dropHeld(host: Host): void {
    for (const event of host.held) {
      if (event.kind === DELIVER) this.parts.transport.discard(event.payload as LiveRequest, host);
    }
    host.held = [];
  }

  #dropInstance(instance: NodeId): void {
    const { kernel } = this.parts;
    const itsOwn = (kind: number, target: number): boolean => (kind === TIMER || kind === START) && target === instance;
    for (const slot of kernel.pendingSlots(itsOwn)) kernel.drop(slot);
    this.#environment(instance).processor.clear();
    this.#environment(instance).recorder.lose();
  }
}
