import type { StoreConfig } from '../../../../nodes/store/store.js';
import type { BackendDefinition } from '../backend.js';
import { loadingWarnings, refuseForgetting } from '../store/store-limits.js';
import { StoreServerNode } from '../store/store-server-node.js';
import { prepareRedis, removeFromRedis } from './prepare-redis.js';
import { MOST_KEYS_IN_REDIS, RedisStoreDriver } from './redis-store-driver.js';

export const redisStore: BackendDefinition<StoreConfig> = {
  name: 'redis',
  kind: 'store',
  summary:
    'Values are hashes in Redis, below a prefix of their shard; writes count their version up, scans follow a sorted index.',
  reference: 'Redis 6 and later; HSET, HINCRBY, ZRANGEBYSCORE',
  async prepare(server, group, model, run) {
    refuseForgetting(group, 'Redis');
    const prepared = await prepareRedis(server, group, run);
    return { ...prepared, warnings: [...prepared.warnings, ...loadingWarnings(group, model, MOST_KEYS_IN_REDIS)] };
  },
  remove: removeFromRedis,
  create: (config, environment, placement, outside, prepared) =>
    new StoreServerNode(config, environment, placement, outside, new RedisStoreDriver(prepared, placement)),
};
