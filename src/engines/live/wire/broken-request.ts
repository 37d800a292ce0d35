import type { Socket } from 'node:net';

interface Broken {
  readonly status: string;
  readonly line: string;
}

/** Asking for a tunnel is understood, and ends what a server of HTTP can say in the usual way. */
export const CONNECT = 'CONNECT';

const BROKEN: Readonly<Record<string, Broken>> = {
  [CONNECT]: { status: '405 Method Not Allowed', line: 'CONNECT means nothing here: GET, PUT, DELETE, POST do' },
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', line: 'target and headers may have 16 KiB together' },
  HPE_INVALID_URL: { status: '400 Bad Request', line: 'the target is not percent-encoded' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', line: 'the request took too long to come' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: '413 Payload Too Large', line: 'the extensions of a chunk are too long' },
};
const NOT_HTTP: Broken = { status: '400 Bad Request', line: 'this is not HTTP/1.1' };
/** How long what still comes is thrown away, so that the answer is read before the connection ends. */
const LINGER = 500;

/** What cannot be taken apart as HTTP at all has no response object yet: its answer is written to the socket. */
export function answerBrokenRequest(error: { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    socket.destroy();
    return;
  }
  const { status, line } = BROKEN[error.code ?? ''] ?? NOT_HTTP;
  const text = `${line}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
  setTimeout(() => socket.destroy(), LINGER).unref();
}
