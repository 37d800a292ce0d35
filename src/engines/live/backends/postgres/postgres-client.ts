import type { Socket } from 'node:net';
import type { Options, Sql } from 'postgres';
import { guardedConnect } from '../../loopback.js';
import type { BackendServer } from '../backend.js';
import { serverAddress } from '../server-address.js';

/** In seconds, as this client counts: how long a connection may take, since a busy machine is not a missing server. */
const CONNECTING = 3;
/** Where nobody waits for it but the beginning or the end of a run. */
export const PATIENCE = 10;
/** When the next try follows one that failed. */
const BETWEEN_TRIES = 0.05;

export interface PostgresClient {
  readonly sql: Sql;
  /** At once, whatever is under way. */
  close(): Promise<void>;
}

/** Connections of which each has one command under way, as in a usual pool; nothing is written to the console. */
export async function postgresClient(
  server: BackendServer,
  connections: number,
  connecting = CONNECTING,
): Promise<PostgresClient> {
  const { default: postgres } = await import('postgres');
  const { host, port, user, password, database } = serverAddress(server.url);
  const allowed = new Set(server.allowRemote);
  const sockets = new Set<Socket>();
  const options: Options<Record<string, never>> & { socket(): Promise<Socket>; max_pipeline: number } = {
    host,
    port,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    max: connections,
    max_pipeline: 0,
    max_lifetime: null,
    connect_timeout: connecting,
    backoff: () => BETWEEN_TRIES,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'sysdesign' },
    socket() {
      const socket = guardedConnect(host, port, allowed);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return unlessRefused(socket);
    },
  };
  const sql = postgres(options);
  return {
    sql,
    async close() {
      await sql.end({ timeout: 0 });
      // One that a silent server keeps open would keep the process alive.
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** What is refused before anything is sent is said at once, and the client listens a moment later only. */
function unlessRefused(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    process.nextTick(() => {
      if (!socket.destroyed) resolve(socket);
    });
  });
}
