import type { NodeId } from '../../../core/ids.js';
import type { Model } from '../../../environment/model.js';
import type { Node } from '../../../environment/node.js';
import type { Placement } from '../../../environment/placement.js';
import type { EngineParts } from '../../parts.js';
import type { LiveEnvironment } from './live-environment.js';

/** Makes the node of an instance. A backend makes another than the kind of the node would. */
export type CreateNode = (instance: NodeId, environment: LiveEnvironment, placement: Placement) => Node;

/** The nodes of one thread, by NodeId, with what they see of the world; nothing stands at the numbers of other threads' nodes. */
export class Population {
  /** A restart puts a new object here, but for kinds that are durable. */
  readonly nodes: (Node | undefined)[] = [];
  readonly environments: (LiveEnvironment | undefined)[] = [];
  readonly #placements: Placement[] = [];

  constructor(
    private readonly model: Model,
    private readonly parts: EngineParts,
    private readonly createNode: CreateNode,
  ) {}

  settle(instance: NodeId, environment: LiveEnvironment, placement: Placement): void {
    this.environments[instance] = environment;
    this.#placements[instance] = placement;
    this.renew(instance);
  }

  /** Makes the node object of an instance, anew unless its kind is durable and it has one. */
  renew(instance: NodeId): void {
    const group = this.model.groups[this.model.instances[instance]!.group]!;
    if (this.parts.kind(group.kind).durable === true && this.nodes[instance] !== undefined) return;
    this.nodes[instance] = this.createNode(instance, this.environments[instance]!, this.#placements[instance]!);
  }
}
