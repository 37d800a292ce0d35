import type { Key } from '../../../../core/ids.js';
import type { Placement } from '../../../../environment/placement.js';
import type { PreparedBackend } from '../backend.js';
import { payload } from '../payload.js';
import type { FirstValue, ScannedValue, StoredValue, StoreDriver } from '../store/store-driver.js';
import { type PostgresClient, postgresClient } from './postgres-client.js';
import { tableName } from './table-name.js';

/** Rows that are put in by one statement. */
const CHUNK = 10_000;

export const MOST_KEYS_IN_POSTGRES = 1_000_000;

interface Row {
  readonly version: string;
  readonly payload: Buffer | null;
}

/** One shard in Postgres: a table whose primary key is the rank of a key, so that a scan is a range of it. */
export class PostgresStoreDriver implements StoreDriver {
  readonly mostKeys = MOST_KEYS_IN_POSTGRES;
  readonly mostBytes = 256 * 1024 * 1024;
  readonly #statements: Statements;
  #client: PostgresClient | null = null;
  #closed = false;

  constructor(
    private readonly prepared: PreparedBackend,
    private readonly placement: Placement,
  ) {
    const table = tableName(placement.group, placement.instance.index);
    this.#statements = statementsFor(`"${prepared.place}"."${table}"`);
  }

  /** All connections at once, so that none has to be made while something is measured. */
  async connect(): Promise<void> {
    const { server, connections } = this.prepared;
    this.#client = await postgresClient(server, connections);
    if (this.#closed) {
      await this.#client.close();
      return;
    }
    await Promise.all(Array.from({ length: connections }, () => this.#query(this.#statements.read, [-1])));
  }

  async load(values: readonly FirstValue[]): Promise<void> {
    for (let from = 0; from < values.length; from += CHUNK) {
      const chunk = values.slice(from, from + CHUNK);
      const rows = chunk.map(({ key, size }) => [this.placement.rank(key), this.placement.keyText(key), size]);
      const largest = payload(chunk.reduce((most, { size }) => Math.max(most, size), 0));
      // So many at a time, not all at once.
      // oxlint-disable-next-line no-await-in-loop
      await this.#query(this.#statements.load, [JSON.stringify(rows), largest]);
    }
    await this.#query(this.#statements.analyze, []);
  }

  async read(key: Key): Promise<StoredValue | null> {
    const [row] = await this.#query<Row>(this.#statements.read, [this.placement.rank(key)]);
    return row === undefined ? null : stored(row);
  }

  async readFirst(key: Key, size: number): Promise<StoredValue> {
    await this.#query(this.#statements.first, [this.placement.rank(key), this.placement.keyText(key), payload(size)]);
    return (await this.read(key))!;
  }

  write(key: Key, size: number): Promise<number> {
    return this.#write(key, payload(size));
  }

  delete(key: Key): Promise<number> {
    return this.#write(key, null);
  }

  async scan(key: Key, length: number): Promise<ScannedValue[]> {
    const rows = await this.#query<{ rank: string; payload: Buffer }>(this.#statements.scan, [this.placement.rank(key), length]);
    return rows.map((row) => ({ rank: Number(row.rank), size: row.payload.length }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client?.close();
  }

  async #write(key: Key, value: Buffer | null): Promise<number> {
    const { write } = this.#statements;
    const rows = await this.#query<Row>(write, [this.placement.rank(key), this.placement.keyText(key), value]);
    return Number(rows[0]!.version);
  }

  async #query<Found>(text: string, parameters: readonly (string | number | Buffer | null)[]): Promise<readonly Found[]> {
    return (await this.#client!.sql.unsafe(text, [...parameters], { prepare: true })) as unknown as readonly Found[];
  }
}

interface Statements {
  readonly read: string;
  readonly first: string;
  readonly write: string;
  readonly scan: string;
  readonly load: string;
  readonly analyze: string;
}

/** Each is prepared once by each connection. A deleted value keeps its row, so that versions never go back. */
function statementsFor(table: string): Statements {
  return {
    read: `SELECT version, payload FROM ${table} WHERE rank = $1`,
    first: `INSERT INTO ${table} (rank, key, version, payload) VALUES ($1, $2, 0, $3) ON CONFLICT (rank) DO NOTHING`,
    write:
      `INSERT INTO ${table} AS old (rank, key, version, payload) VALUES ($1, $2, 1, $3) ` +
      'ON CONFLICT (rank) DO UPDATE SET version = old.version + 1, payload = excluded.payload RETURNING version',
    scan: `SELECT rank, payload FROM ${table} WHERE rank >= $1 AND payload IS NOT NULL ORDER BY rank LIMIT $2`,
    load:
      `INSERT INTO ${table} (rank, key, version, payload) ` +
      'SELECT (row->>0)::bigint, row->>1, 0, substring($2::bytea FROM 1 FOR (row->>2)::int) ' +
      'FROM json_array_elements($1::text::json) AS row ON CONFLICT (rank) DO NOTHING',
    analyze: `ANALYZE ${table}`,
  };
}

function stored(row: Row): StoredValue {
  return { writes: Number(row.version), size: row.payload === null ? null : row.payload.length };
}
