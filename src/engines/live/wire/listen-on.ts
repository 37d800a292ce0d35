import { randomInt } from 'node:crypto';
import type { ListenOptions, Server } from 'node:net';
import { InputError } from '../../../core/problem.js';

/** As many connections as may wait to be accepted; the system cuts it to what it allows. */
const BACKLOG = 4096;
/** Below the ports that systems hand out to callers, so that no caller sits on the port of a host that is down for a while. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const ATTEMPTS = 50;

/** Resolves to the port once the server listens there; a port of 0 is any that is free. */
export async function listenOn(server: Server, options: ListenOptions): Promise<number> {
  if (options.port !== 0) return attempt(server, options);
  for (let tries = 0; tries < ATTEMPTS; tries++) {
    try {
      // One after the other until one is free.
      // oxlint-disable-next-line no-await-in-loop
      return await attempt(server, { ...options, port: randomInt(LOWEST, HIGHEST) });
    } catch {
      // Taken: the next one.
    }
  }
  return attempt(server, options);
}

function attempt(server: Server, options: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening);
      reject(problemOf(error, `${options.host}:${options.port}`));
    };
    const listening = (): void => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen({ ...options, backlog: BACKLOG, exclusive: true });
  });
}

function problemOf(error: NodeJS.ErrnoException, place: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new InputError([
      { message: `${place} is taken by another program`, hint: 'end that program, or choose another port' },
    ]);
  }
  if (error.code === 'EACCES') {
    return new InputError([{ message: `${place} may not be listened on`, hint: 'choose a port from 1024 on' }]);
  }
  return error;
}
