import type { Action } from '../environment/world.js';
import type { Definition } from '../language/definition.js';

/** A fault or a change: what it does to which part of the world, and how the scenario says so. */
export interface ActionDefinition<Config = unknown> extends Definition<Config, Action> {
  /** What the text after its name is the address of: `crash: api/2`, `partition: a <-> b`. */
  readonly target: 'hosts' | 'links';
}
