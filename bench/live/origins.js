import { createServer } from 'node:http';

/** Servers behind a proxy, as bare as they can be; prints their ports. */
const SERVERS = 3;
const BODY = Buffer.alloc(Number(process.argv[2] ?? 512), 'x');

const ports = [];
for (let index = 0; index < SERVERS; index++) {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': BODY.length });
    response.end(BODY);
  });
  server.keepAliveTimeout = 120_000;
  // One after the other, so that their ports are printed in the order in which they are asked.
  // oxlint-disable-next-line no-await-in-loop
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.push(server.address().port);
}
process.stdout.write(`${JSON.stringify(ports)}\n`);
