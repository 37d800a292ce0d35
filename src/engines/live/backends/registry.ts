import type { BackendDefinition } from './backend.js';
import { postgresStore } from './postgres/postgres-store.js';
import { redisCache } from './redis/redis-cache.js';
import { redisStore } from './redis/redis-store.js';

const BACKENDS = [postgresStore, redisCache, redisStore] as readonly BackendDefinition[];

/** What stands for a kind of node in a server of this scheme; the kind's schema lets no other pair through. */
export function backendFor(kind: string, scheme: string): BackendDefinition {
  const found = BACKENDS.find((backend) => backend.kind === kind && backend.name === scheme);
  if (found === undefined) throw new Error(`there is no ${scheme} for a ${kind}`);
  return found;
}

/** Sorted by kind, then name. */
export function allBackends(): readonly BackendDefinition[] {
  return BACKENDS.toSorted((left, right) => (left.kind + left.name < right.kind + right.name ? -1 : 1));
}
