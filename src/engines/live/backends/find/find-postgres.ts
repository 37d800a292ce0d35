import { chown, readdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { postgresClient } from '../postgres/postgres-client.js';
import type { BackendServer } from '../backend.js';
import type { ServerKind, StartedServer } from './found-server.js';
import { findProgram, freePort, Program, removeFolder, temporaryFolder, untilReady } from './program.js';

/** Until a new server answers, in ms. */
const STARTING = 20_000;
/** Where Debian keeps server programs, by version, off the PATH. */
const DEBIAN = '/usr/lib/postgresql';
/** Under whom a server runs where this process is root, which Postgres refuses to run as; the first that is there. */
const UNPRIVILEGED = ['postgres', 'nobody'];

export const postgresServers: ServerKind = {
  scheme: 'postgres',
  title: 'Postgres',
  program: 'initdb and postgres',
  option: '--postgres-url',
  variable: 'SYSDESIGN_POSTGRES_URL',
  usual() {
    const user = process.env['PGUSER'] ?? userInfo().username;
    const databases = new Set([process.env['PGDATABASE'] ?? user, 'postgres']);
    return [...databases].map(
      (database) => `postgres://${encodeURIComponent(user)}@127.0.0.1:5432/${encodeURIComponent(database)}`,
    );
  },
  probe,
  async start() {
    const initdb = await findProgram('initdb', await debianFolders());
    const postgres = initdb === null ? null : await findProgram('postgres', [dirname(initdb), ...(await debianFolders())]);
    return initdb === null || postgres === null ? null : startPostgres(initdb, postgres);
  },
};

/** Whether it answers and lets a schema be made. */
async function probe(server: BackendServer): Promise<void> {
  const client = await postgresClient(server, 1);
  try {
    const [row] = await client.sql<{ may: boolean }[]>`SELECT has_database_privilege(current_database(), 'CREATE') AS may`;
    if (row?.may !== true) throw new Error('its user may not create a schema in this database');
  } finally {
    await client.close();
  }
}

async function startPostgres(initdb: string, postgres: string): Promise<StartedServer> {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const owner = await unprivileged();
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const run = (path: string, parameters: readonly string[]): Program => new Program(path, parameters, { ...owner, cwd: folder });
  let server: Program | null = null;
  const stop = async (): Promise<void> => {
    await server?.stop('SIGINT');
    await removeFolder(folder);
  };
  try {
    const user = 'sysdesign';
    const made = run(initdb, ['-D', data, '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    if ((await made.end()) !== 0) throw new Error(`initdb failed: ${made.said}`);
    const port = await freePort();
    server = run(postgres, ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories=']);
    const url = `postgres://${user}@127.0.0.1:${port}/postgres`;
    await untilReady(server, STARTING, () => probe({ url, allowRemote: [] }));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function debianFolders(): Promise<string[]> {
  try {
    const versions = await readdir(DEBIAN);
    return versions.toSorted((left, right) => Number(right) - Number(left)).map((version) => join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

/** undefined where this process is nobody special. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of UNPRIVILEGED) {
    const user = users.find(([known]) => known === name);
    if (user !== undefined) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  return undefined;
}
