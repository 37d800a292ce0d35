import type { Dispatcher } from 'undici';
import { InputError } from '../../../core/problem.js';
import { ReceivedAnswer, readAnswerHeaders } from './answer-head.js';
import type { ClientConnection } from './client-connection.js';
import { HEADERS, PLAIN_DATA } from './names.js';
import { payloadChunks, payloadOf, plainDataOf, readPlainData } from './payload.js';
import { headersOf, methodOf, targetOf } from './request-head.js';
import type { WireClient } from './wire-client.js';
import type { Outgoing, WireFailure, WireHandler, WireRequest } from './wire.js';

/** One call over HTTP/1.1: what undici tells about it, and the caller's end of it. */
export class WireCall implements Outgoing, Dispatcher.DispatchHandler {
  readonly #client: WireClient;
  readonly #handler: WireHandler;
  readonly #options: Dispatcher.DispatchOptions;
  #connection: ClientConnection;
  #wasFresh = true;
  #answerBegan = false;
  #answer: ReceivedAnswer | null = null;
  #length = 0;
  #chunks: Buffer[] | null = null;
  #over = false;

  constructor(client: WireClient, request: WireRequest, handler: WireHandler) {
    this.#client = client;
    this.#handler = handler;
    this.#connection = client.take();
    this.#options = optionsOf(request);
  }

  start(): void {
    this.#connection.dispatch(this.#options, this);
  }

  abort(): void {
    if (this.#over) return;
    this.#over = true;
    this.#client.discard(this.#connection);
  }

  /** Called by undici at the moment at which the request is written. */
  onConnect(): void {
    this.#wasFresh = this.#connection.fresh;
  }

  onResponseStarted(): void {
    this.#answerBegan = true;
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    if (status < 200) return true;
    const answer = new ReceivedAnswer(status);
    readAnswerHeaders(answer, headers);
    this.#answer = answer;
    if (answer.plainData) this.#chunks = [];
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#length += chunk.length;
    this.#chunks?.push(Buffer.from(chunk));
    return true;
  }

  onComplete(): void {
    if (this.#over) return;
    this.#over = true;
    this.#connection.fresh = false;
    this.#client.release(this.#connection);
    const answer = this.#answer!;
    answer.size = answer.statedSize >= 0 ? answer.statedSize : this.#length;
    if (this.#chunks !== null) answer.body = readPlainData(this.#chunks) ?? null;
    this.#tell(() => this.#handler.onAnswer(answer));
  }

  onError(error: NodeJS.ErrnoException): void {
    if (this.#over || this.#connection.destroyed) return;
    this.#client.discard(this.#connection);
    if (LIMITS.has(error.code ?? '')) {
      this.#over = true;
      this.#tell(() => {
        throw limitReached(error);
      });
      return;
    }
    if (this.#neverRead(error) && !this.#client.ended) {
      this.#connection = this.#client.open();
      this.start();
      return;
    }
    this.#over = true;
    this.#tell(() => this.#handler.onFailure(failureOf(error)));
  }

  /**
   * Whether it is certain that the server has not read this request: the connection had been kept from an earlier one, nothing
   * of an answer came, and either the write itself failed or the server had closed its side in good order, which it only does
   * between requests. A reset after a write that went through is no proof: the server may have crashed over this very request.
   */
  #neverRead(error: NodeJS.ErrnoException): boolean {
    if (this.#wasFresh || this.#answerBegan) return false;
    return error.syscall === 'write' || error.syscall === 'writev' || error.code === 'UND_ERR_SOCKET';
  }

  /** undici catches what its handlers throw; a broken invariant must end the thread instead. */
  #tell(action: () => void): void {
    try {
      action();
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
    }
  }
}

/** Of this machine, not of the system that is tried on it: whoever has too few connections measures something else. */
const LIMITS = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS']);

function limitReached(error: NodeJS.ErrnoException): InputError {
  const message = `this machine has no more connections to give (${error.code}): each call that is under way takes one`;
  return new InputError([{ message, hint: 'raise ulimit -n, or let less of the load arrive: live: { rate: 50% }' }]);
}

function failureOf(error: NodeJS.ErrnoException): WireFailure {
  return error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}

function optionsOf(request: WireRequest): Dispatcher.DispatchOptions {
  const headers = headersOf(request);
  const options: Dispatcher.DispatchOptions = { method: methodOf(request.operation), path: targetOf(request), headers };
  if (request.body !== null) {
    const data = plainDataOf(request.body, request.size);
    if (data.length !== request.size) headers.push(HEADERS.size, `${request.size}`);
    headers.push('content-type', PLAIN_DATA);
    options.body = data;
  } else if (request.size > 0) {
    const payload = payloadOf(request.size);
    if (payload === null) headers.push('content-length', `${request.size}`);
    // undici takes anything that can be iterated over; its types know of fewer things.
    options.body = payload ?? (chunked(request.size) as unknown as Buffer);
  }
  return options;
}

/** May be gone through again, for a second attempt. */
function chunked(size: number): Iterable<Buffer> {
  return { [Symbol.iterator]: () => payloadChunks(size) };
}
