import type { PolicyConfig } from '../core/definition.js';
import type { Key, NodeId, OperationId } from '../core/ids.js';
import type { GroupModel, HostModel, InstanceModel, Model } from './model.js';
import type { Environment } from './environment.js';
import type { Route } from './route.js';

/** What a node may know of the world around it: who else is there, and how to reach them. Fixed for the whole run. */
export interface Placement {
  readonly model: Model;
  readonly self: NodeId;
  readonly instance: InstanceModel;
  readonly group: GroupModel;
  readonly host: HostModel;
  /** The number of an operation by its name; -1 for a name that nobody uses. */
  operation(name: string): OperationId;
  /** A node by its name; its existence was checked when the scenario was read. */
  target(name: string): GroupModel;
  /** How this instance reaches a node; `policy` picks among replicas where the target leaves that to the caller. */
  route(target: string, environment: Environment, policy?: PolicyConfig): Route;
  /** A 32-bit hash of a key's text, the same in every run and engine. */
  hash(key: Key): number;
  /** Where a key stands when all keys are sorted: numbers by value, then texts. In [0, keyCount). */
  rank(key: Key): number;
  readonly keyCount: number;
  keyText(key: Key): string;
}
