import type { GroupModel, Model } from '../../../../environment/model.js';
import type { StoreConfig } from '../../../../nodes/store/store.js';
import type { BackendDefinition, PreparedBackend } from '../backend.js';
import { loadingWarnings, refuseForgetting } from '../store/store-limits.js';
import { StoreServerNode } from '../store/store-server-node.js';
import { PATIENCE, type PostgresClient, postgresClient } from './postgres-client.js';
import { MOST_KEYS_IN_POSTGRES, PostgresStoreDriver } from './postgres-store-driver.js';
import { tableName } from './table-name.js';

/** The oldest that is still mended. */
const OLDEST = 130_000;
/** Of one shard, where its workers are unlimited. */
const USUAL_CONNECTIONS = 16;
/** More processes of the server than this only stand in each other's way. */
const MOST_CONNECTIONS = 64;
/** Left to others who use the server. */
const SPARED = 5;

export const postgresStore: BackendDefinition<StoreConfig> = {
  name: 'postgres',
  kind: 'store',
  summary:
    'A shard is a table in Postgres, in a schema of the run; writes count the version of their row up, scans are ranges of its primary key.',
  reference: 'PostgreSQL 13 and later; INSERT ... ON CONFLICT DO UPDATE ... RETURNING',
  async prepare(server, group, model, run) {
    refuseForgetting(group, 'Postgres');
    const client = await postgresClient(server, 1, PATIENCE);
    try {
      const place = `sysdesign_${run}`;
      const { version, free } = await look(client);
      await makeTables(client, place, group);
      const connections = connectionsFor(group, model, free);
      const warnings = [...poolWarnings(group, connections), ...loadingWarnings(group, model, MOST_KEYS_IN_POSTGRES)];
      return { kind: 'store', scheme: 'postgres', server, place, connections, version: `Postgres ${version}`, warnings };
    } finally {
      await client.close();
    }
  },
  async remove({ server, place }: PreparedBackend) {
    const client = await postgresClient(server, 1, PATIENCE);
    try {
      await client.sql.unsafe(`DROP SCHEMA IF EXISTS "${place}" CASCADE`);
    } finally {
      await client.close();
    }
  },
  create: (config, environment, placement, outside, prepared) =>
    new StoreServerNode(config, environment, placement, outside, new PostgresStoreDriver(prepared, placement)),
};

async function look({ sql }: PostgresClient): Promise<{ version: string; free: number }> {
  const [row] = await sql<{ number: string; version: string; most: string; reserved: string; used: string }[]>`
    SELECT current_setting('server_version_num') AS number, split_part(current_setting('server_version'), ' ', 1) AS version,
      current_setting('max_connections') AS most, current_setting('superuser_reserved_connections') AS reserved,
      (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used`;
  const { number, version, most, reserved, used } = row!;
  if (Number(number) < OLDEST) throw new Error(`Postgres ${version} is too old: ${OLDEST / 10_000} or later is needed`);
  return { version, free: Number(most) - Number(reserved) - Number(used) - SPARED };
}

/** Payloads are stored as they are: what was made smaller would not be read at its size. */
async function makeTables({ sql }: PostgresClient, place: string, group: GroupModel): Promise<void> {
  const tables = group.instances.map((_, shard) => `"${place}"."${tableName(group, shard)}"`);
  const statements = tables.flatMap((table) => [
    `CREATE TABLE ${table} (rank bigint PRIMARY KEY, key text NOT NULL, version bigint NOT NULL, payload bytea)`,
    `ALTER TABLE ${table} ALTER COLUMN payload SET STORAGE EXTERNAL`,
  ]);
  await sql.unsafe([`CREATE SCHEMA IF NOT EXISTS "${place}"`, ...statements].join(';\n'));
}

/** One for each worker of a shard, as far as the server has them for all stores of the run. */
function connectionsFor(group: GroupModel, model: Model, free: number): number {
  const inPostgres = model.groups.filter(({ config }) => (config as Partial<StoreConfig>).backend?.scheme === 'postgres');
  const shards = inPostgres.reduce((sum, { instances }) => sum + instances.length, 0);
  const wanted = (group.config as StoreConfig).workers ?? USUAL_CONNECTIONS;
  const most = Math.min(Number.isFinite(wanted) ? wanted : USUAL_CONNECTIONS, MOST_CONNECTIONS, Math.floor(free / shards));
  return Math.max(1, most);
}

function poolWarnings(group: GroupModel, connections: number): string[] {
  const { workers } = group.config as StoreConfig;
  if (workers !== undefined && workers <= connections) return [];
  const have = workers === undefined || workers === Infinity ? 'unlimited workers' : `${workers} workers`;
  return [
    `Each shard of ${group.name} has ${connections} connections for ${have}: commands beyond that wait in the client, as part of their service.`,
  ];
}
