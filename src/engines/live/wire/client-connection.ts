import type { Socket } from 'node:net';
import { type AllowedRemotes, guardedConnect, remoteName } from '../loopback.js';
import { AnswerReader } from './answer-reader.js';
import type { ReceivedAnswer } from './answer-head.js';
import type { OutgoingMessage } from './request-text.js';

/** Whoever uses a connection at present. */
export interface ConnectionUser {
  onAnswer(answer: ReceivedAnswer): void;
  /** `neverRead`: it is certain that the server has not read the request. */
  onEnd(error: NodeJS.ErrnoException | null, neverRead: boolean): void;
}

/** What comes is read from here at once, so that all connections of a thread can share it. */
const READ = Buffer.allocUnsafeSlow(64 * 1024);

/** One connection of a caller, over which requests follow each other. It is made when the first one is sent. */
export class ClientConnection {
  #socket: Socket | null = null;
  #user: ConnectionUser | null = null;
  #error: NodeJS.ErrnoException | null = null;
  /** Something was answered on it. */
  #kept = false;
  readonly #reader = new AnswerReader();
  readonly #hostHeader: string;

  constructor(
    private readonly host: string,
    private readonly port: number,
    private readonly allowed: AllowedRemotes,
    /** Called when it has ended while nobody used it. */
    private readonly onIdleEnd: (connection: ClientConnection) => void,
  ) {
    this.#hostHeader = `host: ${remoteName(host, port)}\r\n`;
  }

  send({ line, headers, payload, chunks }: OutgoingMessage, user: ConnectionUser): void {
    this.#user = user;
    const socket = (this.#socket ??= this.#connect());
    const head = line + this.#hostHeader + headers;
    if (chunks === null) {
      socket.write(head + payload, 'latin1');
      return;
    }
    socket.cork();
    socket.write(head, 'latin1');
    for (const chunk of chunks) socket.write(chunk);
    socket.uncork();
  }

  /**
   * Ends at once and with a reset, which leaves no port behind that waits for a minute. Its user hears nothing of it. What was
   * to be sent once the connection is made is never sent.
   */
  destroy(): void {
    this.#user = null;
    if (this.#socket?.connecting === true) this.#socket.destroy();
    else this.#socket?.resetAndDestroy();
  }

  /** In good order, when nobody uses it. */
  end(): void {
    this.#socket?.destroy();
  }

  #connect(): Socket {
    const onread = { buffer: READ, callback: (count: number): boolean => this.#read(count) };
    const socket = guardedConnect(this.host, this.port, this.allowed, undefined, onread);
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('end', () => this.#ended(true));
    socket.on('close', () => this.#ended(false));
    return socket;
  }

  #read(count: number): boolean {
    const user = this.#user;
    if (user === null || !this.#reader.read(READ, count)) {
      this.#socket?.destroy();
      this.#ended(false);
      return false;
    }
    const answer = this.#reader.take();
    if (answer === null) return true;
    this.#kept = true;
    this.#user = null;
    user.onAnswer(answer);
    return true;
  }

  /** `inGoodOrder`: the other side has closed what it sends, and no error came before that. */
  #ended(inGoodOrder: boolean): void {
    const user = this.#user;
    const error = this.#error;
    this.#user = null;
    this.#socket?.destroy();
    if (user === null) this.onIdleEnd(this);
    else user.onEnd(error, this.#neverRead(error, inGoodOrder));
  }

  /**
   * The connection had been kept from an earlier request, nothing of an answer came, and either the write itself failed or the
   * server had closed its side in good order, which ours does between requests only. A reset after a write that went through
   * is no proof: the server may have crashed over this very request.
   */
  #neverRead(error: NodeJS.ErrnoException | null, inGoodOrder: boolean): boolean {
    if (!this.#kept || this.#reader.began) return false;
    return error === null ? inGoodOrder : error.syscall === 'write' || error.syscall === 'writev';
  }
}
