import { unlink } from 'node:fs/promises';
import { request } from 'node:http';
import { InputError, type Problem } from '../../core/problem.js';
import { socketsIn } from './control-folder.js';
import type { FaultRequest } from './fault-request.js';
import type { StandingFault } from './fault-book.js';

/** A system that is up, as `sysdesign fault` sees it. */
export interface RunningSystem {
  readonly path: string;
  readonly title: string;
  readonly faults: readonly StandingFault[];
}

const PATIENCE = 10_000;

/** Every system of this user that is up. What is left of others is removed. */
export async function runningSystems(folder: string): Promise<RunningSystem[]> {
  const found = await Promise.all((await socketsIn(folder)).map(lookAt));
  return found.filter((one) => one !== null);
}

/** Gives back the fault's name. Throws InputError with what the system says is wrong. */
export async function beginFault({ path }: RunningSystem, fault: FaultRequest): Promise<string> {
  return ((await ask(path, 'POST', '/faults', JSON.stringify(fault))) as { readonly name: string }).name;
}

export async function endFault({ path }: RunningSystem, name: string): Promise<void> {
  await ask(path, 'DELETE', `/faults/${encodeURI(name)}`);
}

async function lookAt(path: string): Promise<RunningSystem | null> {
  try {
    return { path, ...((await ask(path, 'GET', '/faults')) as { title: string; faults: StandingFault[] }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ECONNREFUSED') await unlink(path).catch(() => {});
    if (code === 'ECONNREFUSED' || code === 'ENOENT') return null;
    throw error;
  }
}

function ask(socketPath: string, method: string, path: string, body = ''): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-length': Buffer.byteLength(body) };
    const asking = request({ socketPath, method, path, headers, timeout: PATIENCE, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const value = JSON.parse(text) as { readonly problems?: readonly Problem[] };
        if (response.statusCode === 200) resolve(value);
        else reject(new InputError(value.problems ?? [{ message: text }]));
      });
    });
    asking.on('timeout', () => asking.destroy(new InputError([{ message: `${socketPath} does not answer` }])));
    asking.on('error', reject);
    asking.end(body);
  });
}
