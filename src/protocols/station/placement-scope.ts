import type { Placement } from '../../environment/placement.js';
import type { Scope } from '../../language/expression/compile.js';

/** What names in expressions mean where nothing was bound by `as`. */
export function placementScope(placement: Placement): Scope {
  return { operation: (name) => placement.operation(name), bound: () => -1 };
}
