import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** Stands between a client and a server, so that a server can vanish, fall silent and come back without harm to anybody else. */
export class Proxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;
  #silent = false;

  constructor(
    readonly host: string,
    readonly targetPort: number,
  ) {}

  get port(): number {
    return this.#port;
  }

  /** Begins to listen; later again, at the same port. */
  async appear(): Promise<this> {
    this.#server = createServer((client) => this.#join(client));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return this;
  }

  /** Every connection is reset, and further ones are refused. */
  vanish(): void {
    this.#server?.close();
    this.#server = null;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }

  /** Connections stay, further ones are taken, and nothing passes. */
  fallSilent(): void {
    this.#silent = true;
    for (const socket of this.#sockets) socket.pause();
  }

  speakAgain(): void {
    this.#silent = false;
    for (const socket of this.#sockets) socket.resume();
  }

  #join(client: Socket): void {
    const target = connect(this.targetPort, this.host);
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (data) => to.write(data));
      if (this.#silent) from.pause();
      from.on('error', () => {});
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }
}
