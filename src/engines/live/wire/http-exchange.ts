import type { ServerResponse } from 'node:http';
import { answerHeadersOf, httpStatusOf } from './answer-head.js';
import { HEADERS, PLAIN_DATA } from './names.js';
import { payloadChunks, payloadOf, plainDataOf } from './payload.js';
import type { ServerConnection } from './server-connection.js';
import type { Exchange, WireAnswer } from './wire.js';

/** One request over HTTP/1.1, at its receiver. */
export class HttpExchange implements Exchange {
  onGone: (() => void) | null = null;
  #over = false;

  constructor(
    readonly connection: ServerConnection,
    readonly response: ServerResponse,
  ) {
    connection.exchange = this;
  }

  answer(answer: WireAnswer): void {
    if (!this.end()) return;
    if (answer.body === null) this.#sendPayload(answer);
    else this.#sendPlainData(answer, answer.body);
  }

  refuse(status: number, line: string): void {
    if (this.end()) refuse(this.response, status, line);
  }

  reset(): void {
    if (this.end()) this.connection.reset();
  }

  /** The connection has ended from the other side. */
  gone(): void {
    if (this.end()) this.onGone?.();
  }

  /** False where it is over already. */
  end(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.connection.exchange = null;
    return true;
  }

  #sendPayload(answer: WireAnswer): void {
    const { response } = this;
    const status = httpStatusOf(answer.status, answer.size > 0);
    const headers = answerHeadersOf(answer, status);
    if (response.shouldKeepAlive) headers.push('connection', 'keep-alive');
    if (answer.size > 0 || mayHaveBody(status)) headers.push('content-length', `${answer.size}`);
    response.writeHead(status, headers);
    const payload = payloadOf(answer.size);
    if (payload === null) sendChunks(response, payloadChunks(answer.size));
    else response.end(payload, 'latin1');
  }

  #sendPlainData(answer: WireAnswer, body: object): void {
    const status = httpStatusOf(answer.status, true);
    const headers = answerHeadersOf(answer, status);
    const data = plainDataOf(body, answer.size);
    if (data.length !== answer.size) headers.push(HEADERS.size, `${answer.size}`);
    headers.push('content-type', PLAIN_DATA, 'content-length', `${data.length}`);
    this.response.writeHead(status, headers);
    this.response.end(data);
  }
}

/** One line of text for a person, and the end of the connection: what else comes on it may mean anything. */
export function refuse(response: ServerResponse, status: number, line: string): void {
  const text = `${line}\n`;
  response.writeHead(status, [
    'content-type',
    'text/plain; charset=utf-8',
    'content-length',
    `${Buffer.byteLength(text)}`,
    'connection',
    'close',
  ]);
  response.end(text);
}

/** What was told needs no more than this. */
export function acknowledge(response: ServerResponse): void {
  response.writeHead(202, ['content-length', '0']);
  response.end();
}

function mayHaveBody(status: number): boolean {
  return status !== 204 && status !== 304;
}

function sendChunks(response: ServerResponse, chunks: Generator<Buffer>): void {
  for (const chunk of { [Symbol.iterator]: () => ({ next: () => chunks.next() }) }) {
    if (response.destroyed) return;
    if (!response.write(chunk)) {
      response.once('drain', () => sendChunks(response, chunks));
      return;
    }
  }
  response.end();
}
