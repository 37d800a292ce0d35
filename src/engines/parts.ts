import type { ActionDefinition } from '../actions/definition.js';
import type { NodeDefinition } from '../nodes/definition.js';

/** What an engine needs from the catalogue to bring a Model to life. */
export interface EngineParts {
  /** A kind of node, or `workload`. */
  kind(name: string): NodeDefinition;
  action(family: 'fault' | 'change', name: string): ActionDefinition;
}
