import type { BackendServer } from '../../src/engines/live/backends/backend.js';
import { postgresServers } from '../../src/engines/live/backends/find/find-postgres.js';
import type { ServerKind } from '../../src/engines/live/backends/find/found-server.js';
import { redisServers } from '../../src/engines/live/backends/find/find-redis.js';

/** The servers of this machine that tests may use, below names of their own; undefined, and said so, where there is none. */
export const localRedis = await find(redisServers);
export const localPostgres = await find(postgresServers);

async function find(kind: ServerKind): Promise<BackendServer | undefined> {
  for (const url of kind.usual()) {
    const server = { url, allowRemote: [] };
    try {
      // The first that answers will do.
      // oxlint-disable-next-line no-await-in-loop
      await kind.probe(server);
      return server;
    } catch {
      // The next one, then.
    }
  }
  console.warn(`There is no ${kind.title} on this machine: tests against it are skipped.`);
  return undefined;
}
