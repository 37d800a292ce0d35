import type { NodeId } from '../../../core/ids.js';
import type { Environment } from '../../../environment/environment.js';
import type { Node } from '../../../environment/node.js';
import type { Placement } from '../../../environment/placement.js';
import type { BackendNode, Outside } from './backend.js';
import type { FailureCounts } from './failures.js';
import { createBackendNode, type PreparedBackends } from './open-backends.js';

/** The nodes of one thread that have a server behind them. */
export class BackendNodes {
  readonly #prepared: PreparedBackends;
  readonly #alive = new Map<NodeId, BackendNode>();
  readonly #closing: Promise<void>[] = [];
  readonly #failures = new Map<string, FailureCounts[]>();

  constructor(prepared: PreparedBackends) {
    this.#prepared = prepared;
  }

  /** The node of an instance, whose former life is closed; null where its group has no server. */
  create(environment: Environment, placement: Placement, outside: Outside): Node | null {
    const { group, self } = placement;
    const prepared = this.#prepared[group.name];
    if (prepared === undefined) return null;
    const former = this.#alive.get(self);
    if (former !== undefined) this.#closing.push(former.close());
    const node = createBackendNode(prepared, group.config, environment, placement, outside);
    this.#alive.set(self, node);
    const failures = this.#failures.get(group.name) ?? [];
    this.#failures.set(group.name, failures);
    failures.push(node.failures);
    return node;
  }

  /** Resolves when all of them are; never rejects. */
  async ready(): Promise<void> {
    await Promise.all([...this.#alive.values()].map((node) => node.ready));
  }

  /** By the name of the group, for `failureWarnings`; plain data. */
  get failures(): ReadonlyMap<string, readonly FailureCounts[]> {
    return this.#failures;
  }

  /** After the end, or early; never rejects. */
  async close(): Promise<void> {
    await Promise.all([...this.#closing, ...[...this.#alive.values()].map((node) => node.close())]);
  }
}
