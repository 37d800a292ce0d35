import { InputError } from '../../../../core/problem.js';
import type { CacheConfig } from '../../../../nodes/cache/cache.js';
import type { BackendDefinition } from '../backend.js';
import { prepareRedis, removeFromRedis } from './prepare-redis.js';
import { RedisCacheNode } from './redis-cache-node.js';

/** Those that are an order of keys, which is all that the books in Redis keep. */
const POLICIES = ['fifo', 'lru'];

export const redisCache: BackendDefinition<CacheConfig> = {
  name: 'redis',
  kind: 'cache',
  summary: 'Entries are strings in Redis that expire there; capacity and order are kept by scripts, below a prefix of its own.',
  reference: 'Redis 6 and later; EVAL, PEXPIRE',
  async prepare(server, group, _model, run) {
    const { admission, policy } = group.config as CacheConfig;
    if (admission.name !== 'none') {
      const message = `${group.name} cannot have the admission policy ${admission.name} in Redis, which takes in whatever fits`;
      throw new InputError([{ message, hint: 'leave admission out, or backend' }]);
    }
    if (!POLICIES.includes(policy.name)) {
      const message = `${group.name} cannot have the policy ${policy.name} in Redis, which keeps entries in the order of ${POLICIES.join(' or ')}`;
      throw new InputError([{ message, hint: `take policy: ${POLICIES.join(' or ')}, or leave backend out` }]);
    }
    return prepareRedis(server, group, run);
  },
  remove: removeFromRedis,
  create: (config, environment, placement, outside, prepared) =>
    new RedisCacheNode(config, environment, placement, outside, prepared),
};
