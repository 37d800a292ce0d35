import { createServer } from 'node:http';
import { Pool } from 'undici';

/** What one would write by hand: node:http in front, undici.request behind, by turns. */
const pools = process.argv.slice(2).map((port) => new Pool(`http://127.0.0.1:${port}`, { pipelining: 1 }));
let turn = 0;

const server = createServer(async (request, response) => {
  const pool = pools[turn++ % pools.length];
  const hasBody = request.method !== 'GET';
  try {
    // Its types name the form with a callback first.
    // oxlint-disable-next-line typescript/await-thenable
    const { statusCode, headers, body } = await pool.request({
      path: request.url,
      method: request.method,
      ...(hasBody && { body: request }),
    });
    response.writeHead(statusCode, headers);
    body.pipe(response);
  } catch {
    response.writeHead(502);
    response.end();
  }
});
// A machine that stands still for a while closes nobody's connection by that.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`[${server.address().port}]\n`));
