import { WireClient } from '../../dist/engines/live/wire/wire-client.js';
import { WireServer } from '../../dist/engines/live/wire/wire-server.js';

/** The same with the live engine's two ends of a hop: a request is taken apart, and put together again for the next hop. */
const clients = process.argv.slice(2).map((port) => new WireClient(Number(port)));
let turn = 0;

const server = new WireServer(
  (request, exchange) => {
    const outgoing = clients[turn++ % clients.length].send(request, {
      onAnswer: (answer) => exchange.answer(answer),
      onFailure: () => exchange.refuse(502, 'nobody answered'),
    });
    exchange.onGone = () => outgoing.abort();
  },
  { operations: ['read', 'write'] },
);
process.stdout.write(`[${await server.listen()}]\n`);
