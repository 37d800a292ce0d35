import { createServer, type Server } from 'node:http';
import { listenOn } from '../../engines/live/wire/listen-on.js';
import { loopbackListener } from '../../engines/live/loopback.js';
import { EXPOSITION_TYPE } from './exposition.js';

const LONGEST_HEAD = 8 * 1024;

/** Serves what Prometheus asks for, on this machine's loopback; it can be read there, and nothing can be done. */
export class MetricsServer {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** 0 is any port that is free. Throws InputError for one that is taken. */
  static async open(port: number, text: () => Promise<string>): Promise<MetricsServer> {
    const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (request, response) => {
      const found = request.url === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
      const answer = found ? text() : Promise.reject(new Error('there is only GET /metrics here'));
      answer.then(
        (body) => response.writeHead(200, { 'content-type': EXPOSITION_TYPE }).end(body),
        (error: Error) => response.writeHead(found ? 503 : 404, { 'content-type': 'text/plain' }).end(`${error.message}\n`),
      );
    });
    return new MetricsServer(server, await listenOn(server, loopbackListener(port)));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
