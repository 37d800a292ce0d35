import { InputError } from '../../../core/problem.js';
import type { ReceivedAnswer } from './answer-head.js';
import type { ClientConnection, ConnectionUser } from './client-connection.js';
import { messageOf, type OutgoingMessage } from './request-text.js';
import type { WireClient } from './wire-client.js';
import type { Outgoing, WireFailure, WireHandler, WireRequest } from './wire.js';

/** One call over HTTP/1.1, at its caller. */
export class WireCall implements Outgoing, ConnectionUser {
  readonly #client: WireClient;
  readonly #handler: WireHandler;
  readonly #message: OutgoingMessage;
  #connection: ClientConnection;
  #over = false;

  constructor(client: WireClient, request: WireRequest, handler: WireHandler) {
    this.#client = client;
    this.#handler = handler;
    this.#message = messageOf(request);
    this.#connection = client.take();
  }

  start(): void {
    this.#connection.send(this.#message, this);
  }

  abort(): void {
    if (this.#over) return;
    this.#over = true;
    this.#client.discard(this.#connection);
  }

  onAnswer(answer: ReceivedAnswer): void {
    this.#over = true;
    if (answer.isLast) this.#client.discard(this.#connection);
    else this.#client.release(this.#connection);
    this.#handler.onAnswer(answer);
  }

  onEnd(error: NodeJS.ErrnoException | null, neverRead: boolean): void {
    this.#client.discard(this.#connection);
    if (neverRead && !this.#client.ended) {
      // A new connection is not kept from an earlier request, so that there is no third attempt.
      this.#connection = this.#client.open();
      this.start();
      return;
    }
    this.#over = true;
    if (LIMITS.has(error?.code ?? '')) throw limitReached(error!.code!);
    this.#handler.onFailure(failureOf(error));
  }
}

/** Of this machine, not of the system that is tried on it: whoever has too few connections measures something else. */
const LIMITS = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS']);

function limitReached(code: string): InputError {
  const message = `this machine has no more connections to give (${code}): each call that is under way takes one`;
  return new InputError([{ message, hint: 'raise ulimit -n, or let less of the load arrive: live: { rate: 50% }' }]);
}

function failureOf(error: NodeJS.ErrnoException | null): WireFailure {
  return error?.code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}
