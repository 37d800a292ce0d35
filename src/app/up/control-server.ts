import { chmod, unlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { InputError, type Problem } from '../../core/problem.js';
import type { FaultRequest } from './fault-request.js';
import type { StandingFault } from './fault-book.js';

/** What `sysdesign fault` may ask of a running system. */
export interface Controlled {
  begin(request: FaultRequest): string;
  end(name: string): void;
  list(): StandingFault[];
}

const LONGEST_BODY = 64 * 1024;
const OWN_ONLY = 0o600;

/**
 * Takes orders for a running system over a Unix socket: files have owners, so nobody else's programs and no page in a browser
 * can give them, as they could over a port. HTTP and JSON, so that `curl --unix-socket` can.
 */
export class ControlServer {
  readonly #server: Server;

  private constructor(
    readonly path: string,
    private readonly title: string,
    private readonly system: Controlled,
  ) {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(path: string, title: string, system: Controlled): Promise<ControlServer> {
    const control = new ControlServer(path, title, system);
    // Left by a process that ended without a word, and had our number.
    await unlink(path).catch(() => {});
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(path, resolve);
    });
    await chmod(path, OWN_ONLY);
    return control;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      reply(response, 200, await this.#do(request));
    } catch (error) {
      if (error instanceof InputError) reply(response, 422, { problems: error.problems });
      else reply(response, 500, { problems: [{ message: (error as Error).message }] });
    }
  }

  async #do(request: IncomingMessage): Promise<object> {
    const { method, url } = request;
    if (method === 'GET' && url === '/faults') return { title: this.title, faults: this.system.list() };
    if (method === 'POST' && url === '/faults') return { name: this.system.begin(faultIn(await bodyOf(request))) };
    if (method === 'DELETE' && url?.startsWith('/faults/') === true) {
      this.system.end(url.slice('/faults/'.length));
      return {};
    }
    throw new InputError([problem(`there is no ${method} ${url} here`, 'GET and POST /faults and DELETE /faults/NAME are')]);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) throw new InputError([problem('the body is too long')]);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The body of an order, which anybody may have typed. */
function faultIn(text: string): FaultRequest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError([problem('the body is not JSON')]);
  }
  const { kind, target, options = [] } = (value ?? {}) as Record<string, unknown>;
  const listed = Array.isArray(options) && options.every((option) => typeof option === 'string');
  if (typeof kind === 'string' && typeof target === 'string' && listed) return { kind, target, options };
  throw new InputError([problem('a fault is { "kind": "crash", "target": "api/2", "options": ["for=5s"] }')]);
}

function problem(message: string, hint?: string): Problem {
  return { message, hint };
}

function reply(response: ServerResponse, status: number, value: object): void {
  const text = `${JSON.stringify(value)}\n`;
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
