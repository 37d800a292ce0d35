import type { Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import { type AllowedRemotes, guardedConnect, remoteName } from '../loopback.js';
import type { WireCall } from './wire-call.js';

/** A connection that is not used is closed after this; servers keep theirs longer, so that none closes under a request. */
const KEPT_FOR = 60_000;

/** One connection of a caller, over which requests follow each other. It is opened when the first one is sent. */
export class ClientConnection {
  /** Nothing was answered on the present socket yet. */
  fresh = true;
  /** Its call was destroyed with it: nobody is told. */
  destroyed = false;
  #socket: Socket | null = null;
  readonly #client: Client;

  constructor(host: string, port: number, allowed: AllowedRemotes) {
    this.#client = new Client(`http://${remoteName(host, port)}`, {
      pipelining: 1,
      keepAliveTimeout: KEPT_FOR,
      keepAliveMaxTimeout: KEPT_FOR,
      // Deadlines are the scenario's: the engine keeps them and aborts.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, callback) => {
        const socket = guardedConnect(host, port, allowed);
        this.#socket = socket;
        this.fresh = true;
        const failed = (error: Error): void => callback(error, null);
        socket.once('error', failed);
        socket.once('connect', () => {
          socket.off('error', failed);
          callback(null, socket);
        });
      },
    });
  }

  dispatch(options: Dispatcher.DispatchOptions, call: WireCall): void {
    this.#client.dispatch(options, call);
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  destroy(): void {
    this.destroyed = true;
    // A reset leaves no port behind that waits for two minutes; undici would close it politely.
    this.#socket?.resetAndDestroy();
    void this.#client.destroy();
  }
}
