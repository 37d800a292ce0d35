import type { Catalogue } from '../../catalogue/catalogue.js';
import type { HostId, NodeId } from '../../core/ids.js';
import type { GroupModel, HostModel, InstanceModel } from '../../environment/model.js';
import type { NodeSettings, Scenario, WorkloadSettings } from '../scenario.js';

/** Who stands where: the groups, instances and hosts of a Model. */
export interface Layout {
  readonly groups: readonly GroupModel[];
  readonly instances: readonly InstanceModel[];
  readonly hosts: readonly HostModel[];
}

/** A group before its instances have numbers. */
interface Planned {
  readonly name: string;
  readonly settings: NodeSettings | WorkloadSettings;
  readonly inside: string | null;
  readonly count: number;
  readonly separator: '/' | '#';
}

/** Lays out a scenario whose `inside` has no circle. Everything is numbered by name, never in the order of the YAML. */
export function layOut(scenario: Scenario, catalogue: Catalogue): Layout {
  const planned = planGroups(scenario, catalogue);
  const byName = new Map(planned.map((group) => [group.name, group]));
  const hostsOf = new Map<string, HostId[]>();
  const hosts: { name: string; zone: string | null; instances: NodeId[]; whenDown: 'refuse' | 'silent' }[] = [];
  for (const group of planned) {
    if (group.inside !== null) continue;
    hostsOf.set(
      group.name,
      Array.from({ length: group.count }, (_, index) => hosts.push(newHost(group, index)) - 1),
    );
  }
  const instances: InstanceModel[] = [];
  const groups = planned.map((group, number): GroupModel => {
    const home = hostsOf.get(outermost(group, byName).name)!;
    const ids = home.map((host, index) => {
      const id = instances.push(newInstance(group, number, index, host, catalogue)) - 1;
      hosts[host]!.instances.push(id);
      return id;
    });
    return { name: group.name, kind: group.settings.kind, config: group.settings.config, instances: ids, inside: group.inside };
  });
  return { groups, instances, hosts };
}

/** How many instances a group has; one that is inside another has as many as that. */
export function instanceCount(name: string, scenario: Scenario, catalogue: Catalogue): number {
  const node = scenario.nodes[name];
  if (node === undefined) return 1;
  if (node.inside !== undefined) return instanceCount(node.inside.name, scenario, catalogue);
  return catalogue.kind(node.kind).instances(node.config).count;
}

function planGroups(scenario: Scenario, catalogue: Catalogue): Planned[] {
  const all: Planned[] = [];
  const written: (readonly [string, NodeSettings | WorkloadSettings])[] = [
    ...Object.entries(scenario.workloads),
    ...Object.entries(scenario.nodes),
  ];
  for (const [name, settings] of written) {
    const count = instanceCount(name, scenario, catalogue);
    const inside = 'inside' in settings ? (settings.inside?.name ?? null) : null;
    const separator = inside === null ? catalogue.kind(settings.kind).instances(settings.config).separator : '/';
    all.push({ name, settings, inside, count, separator });
  }
  return all.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function outermost(group: Planned, byName: ReadonlyMap<string, Planned>): Planned {
  return group.inside === null ? group : outermost(byName.get(group.inside)!, byName);
}

function instanceName(group: Planned, index: number): string {
  return group.count === 1 ? group.name : `${group.name}${group.separator}${index}`;
}

function newHost(group: Planned, index: number) {
  const { zones } = group.settings;
  const whenDown = 'whenDown' in group.settings ? group.settings.whenDown : 'refuse';
  return { name: instanceName(group, index), zone: zones[index % zones.length] ?? null, instances: [] as NodeId[], whenDown };
}

function newInstance(group: Planned, number: number, index: number, host: HostId, catalogue: Catalogue): InstanceModel {
  const { settings } = group;
  const processor = catalogue.kind(settings.kind).processor(settings.config);
  const overrides = 'instances' in settings ? settings.instances : [];
  let { speed } = processor;
  for (const override of overrides) if (index >= override.from && index <= override.to) speed = override.speed;
  return { name: instanceName(group, index), group: number, index, host, processor: { ...processor, speed } };
}
