import { HEADERS, PLAIN_DATA } from './names.js';
import { payloadChunks, payloadOf, plainDataOf } from './payload.js';
import { headersOf, methodOf, targetOf } from './request-head.js';
import type { WireRequest } from './wire.js';

/** A request as it is written. The host's own header goes between its line and the others. */
export interface OutgoingMessage {
  readonly line: string;
  /** With the empty line behind them. */
  readonly headers: string;
  /** The body, where it is so short that one write takes it together with the head. */
  readonly payload: string;
  /** The body otherwise; may be gone through again, for a second attempt. */
  readonly chunks: Iterable<Buffer> | null;
}

export function messageOf(request: WireRequest): OutgoingMessage {
  const method = methodOf(request.operation);
  const line = `${method} ${targetOf(request)} HTTP/1.1\r\n`;
  const headers = headersOf(request);
  if (request.body !== null) return plainDataMessage(line, headers, request.body, request.size);
  // A GET or DELETE without a body says nothing of one (RFC 9110, section 8.6).
  const told =
    request.size > 0 || method === 'PUT' || method === 'POST' ? `${headers}content-length: ${request.size}\r\n` : headers;
  const payload = payloadOf(request.size);
  if (typeof payload === 'string') return { line, headers: `${told}\r\n`, payload, chunks: null };
  const chunks = payload === null ? { [Symbol.iterator]: () => payloadChunks(request.size) } : [payload];
  return { line, headers: `${told}\r\n`, payload: '', chunks };
}

function plainDataMessage(line: string, headers: string, body: object, size: number): OutgoingMessage {
  const data = plainDataOf(body, size);
  const stated = data.length === size ? '' : `${HEADERS.size}: ${size}\r\n`;
  const lines = `${headers}${stated}content-type: ${PLAIN_DATA}\r\ncontent-length: ${data.length}\r\n\r\n`;
  return { line, headers: lines, payload: '', chunks: [data] };
}
