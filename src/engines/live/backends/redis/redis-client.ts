import type { Redis, RedisOptions } from 'ioredis';
import { guardedConnect } from '../../loopback.js';
import type { BackendServer } from '../backend.js';
import { serverAddress } from '../server-address.js';

/** How long a connection may take to come about: a busy machine is not a missing server. */
const CONNECTING = 3000;
/** How long one command may take where nobody waits for it but the beginning or the end of a run. */
const PATIENCE = 10_000;
/** Between two tries to come back to a server that has gone. */
const BETWEEN_TRIES = 100;
const CLOSING = 200;

/**
 * A client that fails at once where its server has gone, comes back when it has, and says nothing on its own account.
 * The defaults of ioredis would keep commands for many seconds, and send again what may already have been done.
 */
export async function redisClient(server: BackendServer, options: RedisOptions = {}): Promise<Redis> {
  const { AbstractConnector, Redis: Client } = await import('ioredis');
  const { host, port, user, password, database } = serverAddress(server.url);
  const allowed = new Set(server.allowRemote);
  class GuardedConnector extends AbstractConnector {
    constructor() {
      super(CLOSING);
    }

    override async connect() {
      this.connecting = true;
      const stream = guardedConnect(host, port, allowed);
      this.stream = stream;
      stream.once('error', (error) => {
        this.firstError = error;
      });
      return stream;
    }
  }
  const client = new Client({
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    db: database === undefined ? 0 : Number(database),
    Connector: GuardedConnector,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    connectTimeout: CONNECTING,
    retryStrategy: () => BETWEEN_TRIES,
    disableClientInfo: true,
    ...options,
  });
  // Without a listener the client writes errors to the console; commands that fail say them all the same.
  client.on('error', () => {});
  return client;
}

/** Connects a client that goes on trying by itself afterwards, and does the first thing. Throws where one of both takes too long. */
export async function connectRedis(client: Redis, first?: () => Promise<unknown>): Promise<void> {
  // For these only: a timer for each command would cost more than some commands.
  client.options.commandTimeout = CONNECTING;
  try {
    await client.connect();
    await first?.();
  } finally {
    delete client.options.commandTimeout;
  }
}

/** Whether it answers; throws what it or the system said where it does not. */
export async function connectedRedis(server: BackendServer): Promise<Redis> {
  const client = await redisClient(server, { retryStrategy: () => null, commandTimeout: PATIENCE, connectTimeout: PATIENCE });
  let reason: unknown;
  client.on('error', (error) => {
    reason ??= error;
  });
  try {
    await client.connect();
    await client.ping();
    return client;
  } catch (error) {
    client.disconnect();
    throw reason ?? error;
  }
}

/** Everything that begins with this prefix, without holding the server up for long. */
export async function removeKeys(client: Redis, prefix: string): Promise<number> {
  let cursor = '0';
  let removed = 0;
  do {
    // One after the other: each step names the next.
    // oxlint-disable-next-line no-await-in-loop
    const [next, keys] = await client.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1000);
    // oxlint-disable-next-line no-await-in-loop
    if (keys.length > 0) removed += await client.unlink(...keys);
    cursor = next;
  } while (cursor !== '0');
  return removed;
}
