import { object } from '../../language/schemas/structures.js';
import type { EvictionDefinition, EvictionPolicy } from './eviction.js';

const NOBODY = -1;

class None implements EvictionPolicy {
  inserted(): void {}

  hit(): void {}

  removed(): void {}

  victim(): number {
    return NOBODY;
  }
}

export const none: EvictionDefinition<object> = {
  name: 'none',
  summary: 'Nothing leaves before its time to live is over or it is invalidated; a full cache takes nothing new.',
  reference: "Redis's noeviction, memcached -M",
  engines: ['virtual', 'live'],
  schema: () => object({}),
  create: () => new None(),
};
