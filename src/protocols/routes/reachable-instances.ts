import type { NodeId } from '../../core/ids.js';
import type { GroupModel } from '../../environment/model.js';
import type { Placement } from '../../environment/placement.js';

/** The instances that a caller may pick from: of a node `inside` another, only those on the caller's own host, if there are any. */
export function reachableInstances(group: GroupModel, caller: Placement): readonly NodeId[] {
  if (group.inside === null) return group.instances;
  const local = group.instances.filter((instance) => caller.model.instances[instance]!.host === caller.instance.host);
  return local.length > 0 ? local : group.instances;
}
