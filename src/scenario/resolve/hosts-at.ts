import type { HostId } from '../../core/ids.js';
import type { Address, InstanceAddress } from '../../language/address.js';
import type { GroupModel } from '../../environment/model.js';
import type { Layout } from './layout.js';

export interface Nowhere {
  readonly message: string;
  readonly hint?: string;
}

/** The hosts that an address stands for, sorted; why there are none otherwise. The node's name was looked up before. */
export function hostsAt(address: Address, layout: Layout): readonly HostId[] | Nowhere {
  if (address.type === 'zone') return hostsInZone(address.zone, layout);
  const group = layout.groups.find(({ name }) => name === address.node);
  if (group === undefined) return { message: `there is no node ${address.node}` };
  const wrong = wrongSeparator(address, group, layout);
  if (wrong !== undefined) return wrong;
  const number = address.shard ?? address.index;
  const host = (index: number): HostId => layout.instances[group.instances[index]!]!.host;
  if (number === undefined || number === '*') return group.instances.map((_, index) => host(index));
  if (number === 'leader') return { message: `${group.name} has no leader`, hint: `write ${group.name}/0 for its first replica` };
  if (number < group.instances.length) return [host(number)];
  return { message: `${group.name} has no instance ${number}`, hint: knownInstances(group, layout) };
}

function hostsInZone(zone: string, layout: Layout): readonly HostId[] | Nowhere {
  const hosts = [...layout.hosts.keys()].filter((host) => {
    const own = layout.hosts[host]!.zone;
    return zone === '*' ? own !== null : own === zone;
  });
  if (hosts.length > 0) return hosts;
  const zones = [...new Set(layout.hosts.map((host) => host.zone).filter((name) => name !== null))].toSorted();
  const hint = zones.length === 0 ? 'give nodes a zone: eu' : `zones are ${zones.join(', ')}`;
  return { message: zone === '*' ? 'no node stands in a zone' : `nothing stands in the zone ${zone}`, hint };
}

/** Replicas are written `api/2`, shards `store#2`; a shard that is not replicated has one copy, 0. */
function wrongSeparator(address: InstanceAddress, group: GroupModel, layout: Layout): Nowhere | undefined {
  const names = group.instances.map((id) => layout.instances[id]!.name);
  const sharded = names.length > 1 && names[0]!.includes('#');
  const { shard, index } = address;
  if (shard !== undefined && index !== undefined) {
    const single = index === 0 || index === '*' || index === 'leader';
    return single ? undefined : { message: `${group.name}#${shard} has one copy`, hint: `write ${group.name}#${shard}` };
  }
  if (names.length === 1) return undefined;
  if (sharded && index !== undefined)
    return { message: `${group.name} has shards, no replicas`, hint: `write ${group.name}#${index}` };
  if (!sharded && shard !== undefined)
    return { message: `${group.name} has replicas, no shards`, hint: `write ${group.name}/${shard}` };
  return undefined;
}

function knownInstances(group: GroupModel, layout: Layout): string {
  const names = group.instances.map((id) => layout.instances[id]!.name);
  return names.length === 1 ? `there is only ${names[0]}` : `there are ${names[0]} to ${names.at(-1)}; they count from 0`;
}
