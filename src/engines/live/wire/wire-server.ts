import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { loopbackListener } from '../loopback.js';
import { HttpExchange, acknowledge, refuse } from './http-exchange.js';
import { listenOn } from './listen-on.js';
import { readPlainData } from './payload.js';
import { answerBrokenRequest, CONNECT } from './broken-request.js';
import { ReceivedRequest, readHeaders, readTarget, type Rejection } from './request-head.js';
import { ServerConnection } from './server-connection.js';
import type { Exchange, WireRequest } from './wire.js';

const HOST = '127.0.0.1';
const MEBIBYTE = 1024 * 1024;

export interface WireServerOptions {
  /** The names that a request may name; anything else is refused. */
  readonly operations: readonly string[];
  /** Bytes of body that a request may have; what comes is counted, and thrown away as it comes. */
  readonly longestBody?: number;
  /** How long a request may take to come, in milliseconds. */
  readonly patience?: number;
}

/** Enough for a machine that is busy with the experiment itself; nobody can hold a connection open for ever. */
const PATIENCE = 60_000;
const LIMITS = {
  /** Longer than our own callers keep a connection that they do not use. */
  keepAliveTimeout: 120_000,
  maxHeaderSize: 16 * 1024,
} as const;

/** What one host listens with, on 127.0.0.1 and nowhere else. */
export class WireServer {
  readonly #onRequest: (request: WireRequest, exchange: Exchange) => void;
  readonly #operations: ReadonlySet<string>;
  readonly #longestBody: number;
  readonly #patience: number;
  readonly #connections = new Map<Socket, ServerConnection>();
  #server: Server | null = null;
  #port = 0;

  constructor(onRequest: (request: WireRequest, exchange: Exchange) => void, options: WireServerOptions) {
    this.#onRequest = onRequest;
    this.#operations = new Set(options.operations);
    this.#longestBody = options.longestBody ?? 64 * MEBIBYTE;
    this.#patience = options.patience ?? PATIENCE;
  }

  get port(): number {
    return this.#port;
  }

  /** Gives back the port. 0 is any that is free; one that is taken is an InputError. */
  async listen(port = 0): Promise<number> {
    const server = createServer({
      ...LIMITS,
      headersTimeout: this.#patience / 2,
      requestTimeout: this.#patience,
      connectionsCheckingInterval: this.#patience / 10,
    });
    server.on('connection', (socket: Socket) => this.#accept(socket));
    server.on('request', (message, response) => this.#receive(message, response, false));
    server.on('checkContinue', (message, response) => this.#receive(message, response, true));
    server.on('connect', (_message, socket) => answerBrokenRequest({ code: CONNECT }, socket as Socket));
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => answerBrokenRequest(error, socket as Socket));
    this.#server = server;
    this.#port = await listenOn(server, loopbackListener(port, HOST));
    return this.#port;
  }

  /** Whoever connects from now on is refused, and whoever is connected sees a reset. */
  crash(): void {
    this.#stop((connection) => connection.reset());
  }

  /** Listens again where it listened before. */
  async restart(): Promise<void> {
    await this.listen(this.#port);
  }

  /** Ends at once. Whoever still waits sees a reset: an end in good order would say that his request was never read. */
  async close(): Promise<void> {
    this.#stop((connection) => (connection.busy ? connection.reset() : connection.socket.destroy()));
  }

  #stop(end: (connection: ServerConnection) => void): void {
    const connections = [...this.#connections.values()];
    this.#connections.clear();
    for (const connection of connections) {
      end(connection);
      connection.exchange?.end();
    }
    this.#server?.close();
    this.#server = null;
  }

  #accept(socket: Socket): void {
    this.#connections.set(socket, new ServerConnection(socket));
    socket.on('close', () => {
      const connection = this.#connections.get(socket);
      this.#connections.delete(socket);
      connection?.exchange?.gone();
    });
  }

  #receive(message: IncomingMessage, response: ServerResponse, asksFirst: boolean): void {
    response.sendDate = false;
    const connection = this.#connections.get(message.socket);
    if (connection === undefined) return;
    const request = new ReceivedRequest();
    const rejection = this.#understand(request, message, connection);
    if (rejection !== undefined) this.#reject(message, response, rejection);
    else if (request.bodyLength === 0 && !request.plainData) this.#deliver(request, connection, response);
    else {
      if (asksFirst) response.writeContinue();
      this.#awaitBody(request, message, connection, response);
    }
  }

  #understand(request: ReceivedRequest, message: IncomingMessage, connection: ServerConnection): Rejection | undefined {
    if (connection.busy) return PIPELINED;
    const rejection =
      readTarget(request, message.method!, message.url!, this.#operations) ?? readHeaders(request, message.rawHeaders);
    if (rejection !== undefined) return rejection;
    return request.bodyLength > this.#longestBody ? this.#tooLong() : undefined;
  }

  #awaitBody(request: ReceivedRequest, message: IncomingMessage, connection: ServerConnection, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    let length = 0;
    let refused = false;
    connection.receiving = true;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (refused) return;
      if (request.plainData) chunks.push(chunk);
      if (length <= this.#longestBody) return;
      refused = true;
      chunks.length = 0;
      this.#reject(message, response, this.#tooLong());
    });
    message.on('end', () => {
      connection.receiving = false;
      if (refused || !this.#connections.has(connection.socket)) return;
      request.size = request.statedSize >= 0 ? request.statedSize : length;
      const body = request.plainData ? readPlainData(chunks) : null;
      if (body === undefined) this.#reject(message, response, NOT_PLAIN_DATA);
      else {
        request.body = body;
        this.#deliver(request, connection, response);
      }
    });
  }

  #deliver(request: ReceivedRequest, connection: ServerConnection, response: ServerResponse): void {
    const exchange = new HttpExchange(connection, response);
    if (request.oneWay) {
      exchange.end();
      acknowledge(response);
    }
    this.#onRequest(request, exchange);
  }

  #reject(message: IncomingMessage, response: ServerResponse, { status, line }: Rejection): void {
    refuse(response, status, line);
    message.resume();
  }

  #tooLong(): Rejection {
    return { status: 413, line: `a body may have ${this.#longestBody} bytes` };
  }
}

const PIPELINED: Rejection = { status: 400, line: 'one request at a time: this one came before the last one was answered' };
const NOT_PLAIN_DATA: Rejection = { status: 400, line: 'the body is not JSON of an object' };
