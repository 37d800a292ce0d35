import type { Redis } from 'ioredis';
import type { Key } from '../../../../core/ids.js';
import type { Placement } from '../../../../environment/placement.js';
import type { PreparedBackend } from '../backend.js';
import { payload } from '../payload.js';
import type { FirstValue, ScannedValue, StoredValue, StoreDriver } from '../store/store-driver.js';
import { connectRedis, redisClient } from './redis-client.js';

/** The scripts as commands. */
interface StoreCommands {
  storeFirstBuffer(...rest: readonly (string | Buffer | number)[]): Promise<[Buffer, Buffer | null]>;
  storeWrite(...rest: readonly (string | Buffer | number)[]): Promise<number>;
  storeDelete(...rest: readonly (string | Buffer | number)[]): Promise<number>;
  storeScanBuffer(...rest: readonly (string | Buffer | number)[]): Promise<readonly (Buffer | number)[]>;
}

/** A value is a hash of `version` and `payload`; a deleted one keeps its version, so that numbers never go back. */
const FIRST_SCRIPT = `
if redis.call('HSETNX', KEYS[1], 'version', 0) == 1 then
  redis.call('HSET', KEYS[1], 'payload', ARGV[1])
  redis.call('ZADD', KEYS[2], ARGV[2], ARGV[3])
end
return redis.call('HMGET', KEYS[1], 'version', 'payload')
`;

const WRITE_SCRIPT = `
redis.call('HSET', KEYS[1], 'payload', ARGV[1])
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[3])
return redis.call('HINCRBY', KEYS[1], 'version', 1)
`;

const DELETE_SCRIPT = `
redis.call('HDEL', KEYS[1], 'payload')
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('HINCRBY', KEYS[1], 'version', 1)
`;

/** KEYS: the index of ranks. ARGV: first rank, how many, prefix of values. Answers ranks and payloads by turns. */
const SCAN_SCRIPT = `
local found = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local rows = {}
for index = 1, #found, 2 do
  rows[index] = found[index + 1]
  rows[index + 1] = redis.call('HGET', ARGV[3] .. found[index], 'payload')
end
return rows
`;

const SCRIPTS: readonly (readonly [name: string, keys: number, lua: string])[] = [
  ['storeFirst', 2, FIRST_SCRIPT],
  ['storeWrite', 2, WRITE_SCRIPT],
  ['storeDelete', 2, DELETE_SCRIPT],
  ['storeScan', 1, SCAN_SCRIPT],
];

/** Commands that are sent together while values are put in. */
const CHUNK = 1000;

export const MOST_KEYS_IN_REDIS = 100_000;

/** One shard in Redis: a hash for each value, and an index by rank for scans. */
export class RedisStoreDriver implements StoreDriver {
  readonly mostKeys = MOST_KEYS_IN_REDIS;
  readonly mostBytes = 64 * 1024 * 1024;
  readonly #prefix: string;
  readonly #index: string;
  #client: (Redis & StoreCommands) | null = null;
  #closed = false;

  constructor(
    private readonly prepared: PreparedBackend,
    private readonly placement: Placement,
  ) {
    const place = `${prepared.place}${placement.instance.index}:`;
    this.#prefix = `${place}value:`;
    this.#index = `${place}index`;
  }

  async connect(): Promise<void> {
    const client = await redisClient(this.prepared.server);
    for (const [name, numberOfKeys, lua] of SCRIPTS) client.defineCommand(name, { lua, numberOfKeys });
    this.#client = client as Redis & StoreCommands;
    if (!this.#closed) await connectRedis(client);
  }

  async load(values: readonly FirstValue[]): Promise<void> {
    for (let from = 0; from < values.length; from += CHUNK) {
      const pipeline = this.#client!.pipeline();
      for (const { key, size } of values.slice(from, from + CHUNK)) {
        const text = this.placement.keyText(key);
        pipeline.hset(this.#prefix + text, 'version', 0, 'payload', payload(size));
        pipeline.zadd(this.#index, this.placement.rank(key), text);
      }
      // So many at a time, not all at once.
      // oxlint-disable-next-line no-await-in-loop
      const results = await pipeline.exec();
      const failed = results?.find(([error]) => error !== null);
      if (failed !== undefined) throw failed[0]!;
    }
  }

  async read(key: Key): Promise<StoredValue | null> {
    const [version, value] = await this.#client!.hmgetBuffer(this.#prefix + this.placement.keyText(key), 'version', 'payload');
    return version === null || version === undefined ? null : stored(version, value ?? null);
  }

  async readFirst(key: Key, size: number): Promise<StoredValue> {
    const [version, value] = await this.#client!.storeFirstBuffer(...this.#entry(key, payload(size)));
    return stored(version, value);
  }

  write(key: Key, size: number): Promise<number> {
    return this.#client!.storeWrite(...this.#entry(key, payload(size)));
  }

  delete(key: Key): Promise<number> {
    const text = this.placement.keyText(key);
    return this.#client!.storeDelete(this.#prefix + text, this.#index, text);
  }

  async scan(key: Key, length: number): Promise<ScannedValue[]> {
    const rows = await this.#client!.storeScanBuffer(this.#index, this.placement.rank(key), length, this.#prefix);
    const found: ScannedValue[] = [];
    for (let at = 0; at + 1 < rows.length; at += 2) {
      found.push({ rank: Number(String(rows[at])), size: (rows[at + 1] as Buffer).length });
    }
    return found;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#client?.disconnect();
  }

  #entry(key: Key, value: Buffer): [string, string, Buffer, number, string] {
    const text = this.placement.keyText(key);
    return [this.#prefix + text, this.#index, value, this.placement.rank(key), text];
  }
}

function stored(version: Buffer, value: Buffer | null): StoredValue {
  return { writes: Number(version.toString('latin1')), size: value === null ? null : value.length };
}
