import type { HostId, NodeId } from '../../../core/ids.js';
import type { Model } from '../../../environment/model.js';
import type { AllowedRemotes } from '../loopback.js';
import { WireClient } from '../wire/wire-client.js';
import { WireServer } from '../wire/wire-server.js';
import type { Exchange, Outgoing, WireHandler, WireRequest } from '../wire/wire.js';
import type { Doors } from './live-world.js';
import type { Peers } from './peers.js';

export interface SocketListener {
  /** A request to the host of an instance, which is meant where the request names nobody. */
  readonly onRequest: (request: WireRequest, exchange: Exchange, door: NodeId) => void;
  readonly onFailure: (error: unknown) => void;
}

/** All sockets of one thread: where its hosts listen, and how they call others. */
export class ThreadSockets implements Peers, Doors {
  readonly #servers = new Map<HostId, WireServer>();
  /** By caller's host, then receiver's. */
  readonly #clients = new Map<number, WireClient>();
  #ports: readonly number[] = [];

  constructor(
    private readonly model: Model,
    private readonly allowed: AllowedRemotes,
    private readonly listener: SocketListener,
  ) {}

  /** Opens the door of a host, and says where it is. 0 is any port that is free. */
  async listen(host: HostId, port: number): Promise<number> {
    const door = this.#doorOf(host);
    const server = new WireServer((request, exchange) => this.listener.onRequest(request, exchange, door), {
      operations: this.model.operations,
    });
    this.#servers.set(host, server);
    return server.listen(port);
  }

  /** By HostId, where everybody listens. */
  connect(ports: readonly number[]): void {
    this.#ports = ports;
  }

  send(from: HostId, to: HostId, request: WireRequest, handler: WireHandler): Outgoing {
    const pair = from * this.model.hosts.length + to;
    let client = this.#clients.get(pair);
    if (client === undefined) {
      client = new WireClient(this.#ports[to]!, { allowed: this.allowed });
      this.#clients.set(pair, client);
    }
    return client.send(request, handler);
  }

  slam(host: HostId): void {
    this.#servers.get(host)?.crash();
  }

  open(host: HostId): void {
    this.#servers.get(host)?.restart().catch(this.listener.onFailure);
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) client.destroy();
    await Promise.all([...this.#servers.values()].map((server) => server.close()));
  }

  /** Who is meant by a request to a host that names nobody: the one that gave the host its name. */
  #doorOf(host: HostId): NodeId {
    const { name, instances } = this.model.hosts[host]!;
    return instances.find((self) => this.model.instances[self]!.name === name) ?? instances[0]!;
  }
}
