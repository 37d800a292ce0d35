import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { child } from './child.js';
import { median } from './median.js';

/** A public trace that is not part of the project; see test/traces/shared-data.ts. */
const TRACE = fileURLToPath(new URL('../../shared/data/cache/scarab-recs-kv-first400k.dense-int32be.gz', import.meta.url));
const POLICIES = ['lru', 's3-fifo', 'arc', 'w-tinylfu'];
/** What people use in its place; the same work, written by others. */
const PRODUCT = 'lru-cache';

/** Requests per second of processor time through caches of recorded keys; null where there is no trace. */
export function speedOfCaches() {
  if (!existsSync(TRACE)) return null;
  const measured = [...POLICIES, PRODUCT].map((policy) => {
    const { speeds, missRatio } = child('measure-caches.js', TRACE, policy);
    return { policy, speed: median(speeds), missRatio };
  });
  const speedOf = (name) => measured.find(({ policy }) => policy === name).speed;
  return { measured, ratio: speedOf('lru') / speedOf(PRODUCT), product: PRODUCT };
}
