import type { HostId, NodeId, OperationId } from '../../core/ids.js';
import type { Nanoseconds } from '../../core/time.js';
import type { Action, LinkChange, World } from '../../environment/world.js';
import { RETURN, START, TIMER } from '../events.js';
import type { Network } from '../network/network.js';
import * as Stage from './records.js';
import type { RequestRecord } from './records.js';
import { DOWN, type HeldEvent, PAUSED, UP, type Host } from '../host.js';
import type { Cluster } from './cluster.js';

/** What faults and changes do to the simulated world. Everything here is rare, and may look at all that is pending. */
export class VirtualWorld implements World {
  constructor(
    private readonly cluster: Cluster,
    private readonly network: Network,
    /** Hands an event that was held back to the node it is for. */
    private readonly dispatch: (event: HeldEvent) => void,
  ) {}

  crash(id: HostId): void {
    const host = this.#host(id);
    if (++host.crashes > 1) return;
    host.state = DOWN;
    host.pausedBy.clear();
    this.#dropHeld(host);
    for (const instance of host.instances) this.#dropInstance(instance);
    for (const record of this.cluster.transport.underWay()) this.#cutOff(record, host);
    for (const instance of host.instances) {
      this.cluster.transport.open[instance] = 0;
      this.cluster.nodes[instance]!.onHostCrash?.();
    }
  }

  start(id: HostId): void {
    const host = this.#host(id);
    if (host.state !== DOWN || --host.crashes > 0) return;
    host.state = UP;
    for (const instance of host.instances) {
      this.#openCores(instance);
      this.cluster.renew(instance);
    }
    for (const instance of host.instances) this.cluster.nodes[instance]!.onStart();
  }

  pause(id: HostId, cause: Action): void {
    const host = this.#host(id);
    if (host.state === DOWN) return;
    host.pausedBy.add(cause);
    if (host.state === PAUSED) return;
    host.state = PAUSED;
    for (const instance of host.instances) this.cluster.environments[instance]!.processor.pause();
  }

  resume(id: HostId, cause: Action): void {
    const host = this.#host(id);
    if (!host.pausedBy.delete(cause) || host.pausedBy.size > 0) return;
    host.state = UP;
    for (const instance of host.instances) this.cluster.environments[instance]!.processor.resume();
    const held = host.held;
    host.held = [];
    for (const event of held) this.dispatch(event);
  }

  setSpeed(id: HostId, cause: Action, factor: number | null): void {
    const host = this.#host(id);
    host.slowedBy.delete(cause);
    if (factor !== null) host.slowedBy.set(cause, factor);
    const product = [...host.slowedBy.values()].reduce((all, one) => all * one, 1);
    for (const instance of host.instances) {
      const own = this.cluster.model.instances[instance]!.processor.speed;
      this.cluster.environments[instance]!.processor.setSpeed(own * product);
    }
  }

  setClock(id: HostId, offset: Nanoseconds, drift: number): void {
    const host = this.#host(id);
    host.clockOffset = offset;
    host.clockDrift = drift;
  }

  setLink(from: HostId, to: HostId, cause: Action, change: LinkChange | null): void {
    this.network.disturb(from, to, cause, change);
  }

  tell(to: NodeId, operation: OperationId, body: object | null): void {
    const request = this.cluster.transport.pool.request(to, to, operation, 0);
    request.body = body;
    this.cluster.transport.tell(request);
  }

  /** A dead host has no cores, neither busy nor idle. */
  #openCores(instance: NodeId): void {
    const { cores } = this.cluster.model.instances[instance]!.processor;
    if (Number.isFinite(cores)) this.cluster.environments[instance]!.recorder.level('cores').set(cores);
  }

  #host(id: HostId): Host {
    return this.cluster.hosts[id]!;
  }

  /** What had come to the door of a paused host is lost with it. Requests are found again among all records. */
  #dropHeld(host: Host): void {
    for (const event of host.held) {
      if (event.kind === RETURN) this.cluster.transport.discard(event.payload as RequestRecord);
    }
    host.held = [];
  }

  #dropInstance(instance: NodeId): void {
    const { kernel } = this.cluster;
    const itsOwn = (kind: number, target: number): boolean => (kind === TIMER || kind === START) && target === instance;
    for (const slot of kernel.pendingSlots(itsOwn)) kernel.drop(slot);
    this.cluster.environments[instance]!.processor.clear();
    this.cluster.environments[instance]!.recorder.lose();
  }

  /** Connections of a request or answer that the dead host had a hand in. */
  #cutOff(record: RequestRecord, host: Host): void {
    const { hostOf, transport } = this.cluster;
    if (hostOf[record.caller] === host.id && record.abandoned === 0) transport.abandon(record);
    const inHands = record.stage === Stage.WITH_RECEIVER || record.stage === Stage.AT_PAUSED_HOST;
    if (inHands && hostOf[record.to] === host.id) transport.reset(record, host);
  }
}
