import { connect } from 'node:net';

// node closed-loop.js PORT CONNECTIONS SECONDS: each connection sends the next request when the last one was answered.
const [port, connections, seconds] = process.argv.slice(2).map(Number);
const REQUEST = `GET /17 HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
const HEAD_END = '\r\n\r\n';

let requests = 0;
const began = performance.now();
for (let index = 0; index < connections; index++) keepAsking();
setTimeout(() => {
  process.stdout.write(JSON.stringify({ requests, seconds: (performance.now() - began) / 1000 }));
  process.exit();
}, seconds * 1000);

function keepAsking() {
  const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST));
  let received = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    received += chunk;
    const head = received.indexOf(HEAD_END);
    if (head < 0) return;
    if (!received.startsWith('HTTP/1.1 200')) throw new Error(`a proxy failed:\n${received}`);
    const length = Number(/content-length: (\d+)/i.exec(received)[1]);
    if (received.length < head + HEAD_END.length + length) return;
    received = '';
    requests++;
    socket.write(REQUEST);
  });
}
