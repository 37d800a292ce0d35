import { Registry } from '../../core/registry.js';
import { twoQ } from './2q.js';
import { arc } from './arc.js';
import { belady } from './belady.js';
import { clock } from './clock.js';
import type { EvictionDefinition } from './eviction.js';
import { fifo } from './fifo.js';
import { gdsf } from './gdsf.js';
import { lfu } from './lfu.js';
import { lirs } from './lirs.js';
import { lru } from './lru.js';
import { none } from './none.js';
import { random } from './random.js';
import { s3Fifo } from './s3-fifo.js';
import { sieve } from './sieve.js';
import { slru } from './slru.js';
import { wTinyLfu } from './w-tinylfu.js';

export const evictionPolicies = new Registry<EvictionDefinition>('eviction policy', [
  twoQ,
  arc,
  belady,
  clock,
  fifo,
  gdsf,
  lfu,
  lirs,
  lru,
  none,
  random,
  s3Fifo,
  sieve,
  slru,
  wTinyLfu,
]);
