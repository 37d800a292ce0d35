import type { Environment } from '../../../../environment/environment.js';
import type { Placement } from '../../../../environment/placement.js';
import type { ValueSizes } from '../../../../nodes/store/value-sizes.js';
import type { FirstValue, StoreDriver } from './store-driver.js';

/**
 * The values of all keys of one shard that nobody has written yet. Null where they are too many, too large, or where only
 * a request says how large: such a value comes into being when it is first read.
 */
export function firstValues(
  environment: Environment,
  placement: Placement,
  sizes: ValueSizes,
  limits: Pick<StoreDriver, 'mostBytes' | 'mostKeys'>,
): FirstValue[] | null {
  if (placement.keyCount > limits.mostKeys) return null;
  const { name, instances } = placement.group;
  const mostBytes = limits.mostBytes / instances.length;
  const route = placement.route(name, environment);
  const values: FirstValue[] = [];
  let bytes = 0;
  for (let key = 0; key < placement.keyCount; key++) {
    if (route.pick(0, key, 0) !== placement.self) continue;
    const size = sizes.ofKey(key);
    if (size === null || (bytes += size) > mostBytes) return null;
    values.push({ key, size });
  }
  return values;
}
