import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const CONNECTIONS = 32;
/** A load that took so many times as long as it should says that the machine stood still, and nothing of a proxy. */
const LONGEST = 1.5;
const SECONDS_IN = { ms: 0.001, s: 1, m: 60 };

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
  const [, requests, time, unit] = /(\d+) requests in ([\d.]+)(ms|s|m)/.exec(stdout);
  const took = Number(time) * SECONDS_IN[unit];
  if (took > LONGEST * seconds) return undefined;
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`a proxy failed:\n${stdout}`);
  return { requests: Number(requests), seconds: took };
}

async function loadWithLoop(port, seconds) {
  const script = fileURLToPath(new URL('closed-loop.js', import.meta.url));
  const { stdout } = await execute(process.execPath, [script, String(port), String(CONNECTIONS), String(seconds)]);
  const loaded = JSON.parse(stdout);
  return loaded.seconds > LONGEST * seconds ? undefined : loaded;
}
