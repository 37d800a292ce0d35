import { connectedRedis } from '../redis/redis-client.js';
import type { BackendServer } from '../backend.js';
import type { ServerKind, StartedServer } from './found-server.js';
import { findProgram, freePort, Program, removeFolder, temporaryFolder, untilReady } from './program.js';

/** Until a new server answers, in ms. */
const STARTING = 10_000;

export const redisServers: ServerKind = {
  scheme: 'redis',
  title: 'Redis',
  program: 'redis-server',
  option: '--redis-url',
  variable: 'SYSDESIGN_REDIS_URL',
  usual: () => ['redis://127.0.0.1:6379'],
  probe,
  async start() {
    const path = await findProgram('redis-server');
    return path === null ? null : startRedis(path);
  },
};

async function probe(server: BackendServer): Promise<void> {
  const client = await connectedRedis(server);
  client.disconnect();
}

/** Nothing of it is written to disk, as for a cache. */
async function startRedis(path: string): Promise<StartedServer> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const settings = { bind: '127.0.0.1', port: String(port), dir: folder, save: '', appendonly: 'no', daemonize: 'no' };
  const program = new Program(
    path,
    Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]),
  );
  const stop = async (): Promise<void> => {
    await program.stop('SIGTERM');
    await removeFolder(folder);
  };
  const url = `redis://127.0.0.1:${port}`;
  try {
    await untilReady(program, STARTING, () => probe({ url, allowRemote: [] }));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
