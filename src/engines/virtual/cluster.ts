import type { HostId, NodeId } from '../../core/ids.js';
import type { Model } from '../../environment/model.js';
import type { Node } from '../../environment/node.js';
import type { Placement } from '../../environment/placement.js';
import type { NodeDefinition } from '../../nodes/definition.js';
import type { Kernel } from '../kernel.js';
import type { Stays } from '../stays.js';
import type { Transport } from './transport.js';
import type { VirtualEnvironment } from './virtual-environment.js';
import type { Host } from '../host.js';

/** All that lives in one run, by number. */
export class Cluster {
  readonly environments: VirtualEnvironment[] = [];
  readonly placements: Placement[] = [];

  constructor(
    readonly model: Model,
    readonly kernel: Kernel,
    readonly hosts: readonly Host[],
    readonly hostOf: readonly HostId[],
    /** By NodeId. A restart puts a new object here, but for kinds that are durable. */
    readonly nodes: Node[],
    readonly transport: Transport,
    readonly stays: Stays,
    private readonly definitions: readonly NodeDefinition[],
  ) {}

  /** Makes the node object of an instance, anew unless its kind is durable and it has one. */
  renew(instance: NodeId): void {
    const definition = this.definitions[this.model.instances[instance]!.group]!;
    if (definition.durable === true && this.nodes[instance] !== undefined) return;
    const config = this.model.groups[this.model.instances[instance]!.group]!.config;
    this.nodes[instance] = definition.create(config, this.environments[instance]!, this.placements[instance]!);
  }
}
