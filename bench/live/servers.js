import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CLOCK_TICKS = 100;
const NGINX_PORT = 19_080;

const started = [];

export function stopAll() {
  for (const child of started) child.kill();
}

/** Starts a script of this folder and waits for the ports that it prints as JSON. */
export async function startScript(script, ...parameters) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...parameters.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const ports = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${script} has ended`)));
    child.stdout.once('data', (text) => resolve(JSON.parse(text)));
  });
  return { ports, pids: [child.pid] };
}

/** nginx with one worker, as many kept connections as there are calls, and nothing written down; undefined where it is not installed. */
export async function startNginx(ports) {
  const folder = await mkdtemp(join(tmpdir(), 'sysdesign-nginx-'));
  const configuration = join(folder, 'nginx.conf');
  await writeFile(configuration, nginxConfiguration(folder, ports));
  const child = spawn('nginx', ['-p', folder, '-c', configuration, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  const failed = new Promise((resolve) => child.once('error', () => resolve(true)));
  if (await Promise.race([failed, sleep(500, false)])) return undefined;
  started.push(child);
  await reachable(NGINX_PORT);
  return { ports: [NGINX_PORT], pids: [child.pid] };
}

function nginxConfiguration(folder, ports) {
  const upstream = ports.map((port) => `server 127.0.0.1:${port};`).join(' ');
  return `daemon off; master_process off; pid ${folder}/pid; events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s; keepalive_requests 10000000;
  upstream origins { ${upstream} keepalive 64; keepalive_requests 10000000; }
  server { listen 127.0.0.1:${NGINX_PORT}; location / { proxy_pass http://origins; proxy_http_version 1.1; proxy_set_header Connection ""; } }
}
`;
}

async function reachable(port) {
  for (let tries = 0; tries < 50; tries++) {
    // Tried again until it listens.
    // oxlint-disable-next-line no-await-in-loop
    const open = await new Promise((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    // oxlint-disable-next-line no-await-in-loop
    await sleep(50);
  }
  throw new Error('nginx does not listen');
}

/** Processor time that processes of Linux have taken so far, all their threads together. */
export function cpuSecondsOf(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / CLOCK_TICKS;
}
