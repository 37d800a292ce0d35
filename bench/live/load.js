import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const CONNECTIONS = 32;

/** Who loads the proxies: wrk where it is installed, our own closed loop otherwise. Both are processes of their own. */
export async function findLoader() {
  const hasWrk = await execute('wrk', ['-v']).then(
    () => true,
    // wrk shows its version, and ends with 1.
    (error) => error.code === 1,
  );
  return hasWrk
    ? { name: 'wrk', load: loadWithWrk }
    : { name: 'the closed loop of bench/live/closed-loop.js', load: loadWithLoop };
}

async function loadWithWrk(port, seconds) {
  const target = `http://127.0.0.1:${port}/17`;
  const { stdout } = await execute('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', target]);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`a proxy failed:\n${stdout}`);
  return { requests: Number(/(\d+) requests in/.exec(stdout)[1]), seconds };
}

async function loadWithLoop(port, seconds) {
  const script = fileURLToPath(new URL('closed-loop.js', import.meta.url));
  const { stdout } = await execute(process.execPath, [script, String(port), String(CONNECTIONS), String(seconds)]);
  return JSON.parse(stdout);
}
