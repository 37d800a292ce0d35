import type { GroupModel } from '../../../../environment/model.js';
import type { BackendServer, PreparedBackend } from '../backend.js';
import { connectedRedis, removeKeys } from './redis-client.js';

/** HELLO and the time of the server within a script; both are there since Redis 6. */
const OLDEST = 6;

/** Chooses the prefix of all keys of one node in one run. */
export async function prepareRedis(server: BackendServer, group: GroupModel, run: string): Promise<PreparedBackend> {
  const client = await connectedRedis(server);
  try {
    const version = /^redis_version:(.+?)\s*$/m.exec(await client.info('server'))?.[1] ?? 'unknown';
    if (Number.parseInt(version, 10) < OLDEST) throw new Error(`Redis ${version} is too old: ${OLDEST} or later is needed`);
    return {
      kind: group.kind,
      scheme: 'redis',
      server,
      place: `sysdesign:${run}:${group.name}:`,
      connections: 1,
      version: `Redis ${version}`,
      warnings: await limitedMemory(client, group.name),
    };
  } finally {
    client.disconnect();
  }
}

export async function removeFromRedis({ server, place }: PreparedBackend): Promise<void> {
  const client = await connectedRedis(server);
  try {
    await removeKeys(client, place);
  } finally {
    client.disconnect();
  }
}

/** A server that throws keys out of its own accord, or refuses to take more, decides what is hit and what is kept. */
async function limitedMemory(client: Awaited<ReturnType<typeof connectedRedis>>, node: string): Promise<string[]> {
  const memory = await client.info('memory');
  const limit = Number(/^maxmemory:(\d+)/m.exec(memory)?.[1] ?? 0);
  if (limit === 0) return [];
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? 'unknown';
  return [
    `The Redis of ${node} has a memory limit of ${limit} bytes for everything in it (${policy}); it may act on ${node} too.`,
  ];
}
