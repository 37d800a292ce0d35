import type { HostId, NodeId, OperationId } from '../../../core/ids.js';
import { DELIVER } from '../../events.js';
import type { HeldEvent, Host } from '../../host.js';
import { HostsWorld, type HostsWorldParts } from '../../hosts-world.js';
import type { LiveRequest } from './records.js';
import type { LiveTransport } from './transport.js';

/** What happens to the sockets of a host when it dies and lives again. */
export interface Doors {
  /** Connections are reset, and new ones refused. */
  slam(host: HostId): void;
  open(host: HostId): void;
}

export interface LiveWorldParts extends HostsWorldParts {
  readonly transport: LiveTransport;
  readonly doors: Doors;
  /** Whether the coordinator can take this thread away. */
  readonly perishable: boolean;
}

/**
 * What faults and changes do to the hosts of one thread. Each thread follows the whole schedule and does its own part of it;
 * of links it keeps all, since a refusal travels back over the receiver's.
 */
export class LiveWorld extends HostsWorld {
  readonly #parts: LiveWorldParts;

  constructor(parts: LiveWorldParts) {
    super(parts);
    this.#parts = parts;
  }

  /** Whole threads are taken by the coordinator, where there is one that can. */
  override crash(id: HostId, takes: 'host' | 'thread' = 'host'): void {
    if (takes === 'host' || !this.#parts.perishable) super.crash(id);
  }

  override tell(to: NodeId, operation: OperationId, body: object | null): void {
    const { inhabitants, transport } = this.#parts;
    if (inhabitants.environments[to] === undefined) return;
    const request = transport.draft(to, to, operation, 0);
    request.body = body;
    transport.tell(request);
  }

  /** The host's own calls end like all others. */
  protected override lose(event: HeldEvent, host: Host): void {
    if (event.kind === DELIVER) this.#parts.transport.discard(event.payload as LiveRequest, host);
  }

  protected override cutOff(host: Host): void {
    const { transport, doors } = this.#parts;
    transport.crash(host);
    for (const instance of host.instances) transport.open[instance] = 0;
    if (host.refusesWhenDown) doors.slam(host.id);
  }

  protected override reconnect(host: Host): void {
    if (host.refusesWhenDown) this.#parts.doors.open(host.id);
  }
}
