import type { PolicyConfig } from '../core/definition.js';
import type { Key, NodeId, OperationId } from '../core/ids.js';
import type { Environment } from '../environment/environment.js';
import type { GroupModel, HostModel, InstanceModel, Model } from '../environment/model.js';
import type { Placement } from '../environment/placement.js';
import type { Route } from '../environment/route.js';
import type { EngineParts } from './parts.js';
import type { KeySpace } from './key-space.js';

/** Where one instance stands in a Model, and how it reaches the others. The same in every engine. */
export class ModelPlacement implements Placement {
  readonly instance: InstanceModel;
  readonly group: GroupModel;
  readonly host: HostModel;

  constructor(
    readonly model: Model,
    readonly self: NodeId,
    private readonly keys: KeySpace,
    private readonly parts: EngineParts,
  ) {
    this.instance = model.instances[self]!;
    this.group = model.groups[this.instance.group]!;
    this.host = model.hosts[this.instance.host]!;
  }

  get keyCount(): number {
    return this.keys.count;
  }

  operation(name: string): OperationId {
    return this.model.operations.indexOf(name);
  }

  target(name: string): GroupModel {
    return this.model.groups.find((group) => group.name === name)!;
  }

  route(target: string, environment: Environment, policy?: PolicyConfig): Route {
    const group = this.target(target);
    return this.parts.kind(group.kind).route(group.config, group, this, environment, policy);
  }

  hash(key: Key): number {
    return this.keys.hash(key);
  }

  rank(key: Key): number {
    return this.keys.rank(key);
  }

  keyText(key: Key): string {
    return this.keys.text(key);
  }
}
