import type { Socket } from 'node:net';
import type { HttpExchange } from './http-exchange.js';

/** A connection that somebody has to a server. Requests on it follow each other. */
export class ServerConnection {
  /** The request that was not answered yet. */
  exchange: HttpExchange | null = null;

  /** The body of a request is still coming. */
  receiving = false;

  constructor(readonly socket: Socket) {}

  get busy(): boolean {
    return this.exchange !== null || this.receiving;
  }

  /** Ends at once, with a reset: what is still in the buffers of either side is thrown away. */
  reset(): void {
    this.socket.resetAndDestroy();
  }
}
