import { NOTHING_REMOTE, type AllowedRemotes } from '../loopback.js';
import { ClientConnection } from './client-connection.js';
import { WireCall } from './wire-call.js';
import type { Outgoing, WireHandler, WireRequest } from './wire.js';

const HOST = '127.0.0.1';

export interface WireClientOptions {
  readonly host?: string;
  /** What may be connected to beside this machine's loopback. */
  readonly allowed?: AllowedRemotes;
}

/** How one host calls another: connections that are kept, as many as there are calls at once. */
export class WireClient {
  readonly #host: string;
  readonly #allowed: AllowedRemotes;
  readonly #connections = new Set<ClientConnection>();
  /** The one used last is taken first, so that those which are too many grow old and are closed by the server. */
  readonly #idle: ClientConnection[] = [];
  #ended = false;

  constructor(
    readonly port: number,
    { host = HOST, allowed = NOTHING_REMOTE }: WireClientOptions = {},
  ) {
    this.#host = host;
    this.#allowed = allowed;
  }

  /** Exactly one of the handler's methods is called, unless the call is aborted or this client destroyed. */
  send(request: WireRequest, handler: WireHandler): Outgoing {
    const call = new WireCall(this, request, handler);
    call.start();
    return call;
  }

  /** Calls that are under way still end, and their connections with them. */
  close(): void {
    this.#ended = true;
    for (const connection of this.#idle.splice(0)) this.#endIdle(connection);
  }

  /** The host has crashed: its connections end as they are, and nobody hears of their calls again. */
  destroy(): void {
    this.#ended = true;
    for (const connection of this.#connections) connection.destroy();
    this.#connections.clear();
    this.#idle.length = 0;
  }

  /** For a call: a connection that nobody uses, or a new one. */
  take(): ClientConnection {
    return this.#idle.pop() ?? this.open();
  }

  open(): ClientConnection {
    const connection = new ClientConnection(this.#host, this.port, this.#allowed, this.#forget);
    this.#connections.add(connection);
    return connection;
  }

  release(connection: ClientConnection): void {
    if (this.#ended) this.#endIdle(connection);
    else this.#idle.push(connection);
  }

  discard(connection: ClientConnection): void {
    this.#connections.delete(connection);
    connection.destroy();
  }

  /** How many connections it has, used or not. */
  get size(): number {
    return this.#connections.size;
  }

  get ended(): boolean {
    return this.#ended;
  }

  #endIdle(connection: ClientConnection): void {
    this.#connections.delete(connection);
    connection.end();
  }

  /** Its server has closed a connection that nobody used. */
  readonly #forget = (connection: ClientConnection): void => {
    this.#connections.delete(connection);
    const place = this.#idle.lastIndexOf(connection);
    if (place >= 0) this.#idle.splice(place, 1);
  };
}
