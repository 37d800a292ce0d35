import type { ActionDefinition } from '../../../src/actions/definition.js';
import { faults } from '../../../src/actions/registry.js';
import type { EngineParts } from '../../../src/engines/parts.js';
import type { Action } from '../../../src/environment/world.js';
import { object } from '../../../src/language/schemas/structures.js';
import type { NodeDefinition } from '../../../src/nodes/definition.js';
import type { Behaviour } from './behaviour.js';
import type { Journal } from './journal.js';
import { ScriptedNode } from './scripted-node.js';

/** Scripted nodes that write into this journal, the real faults, and actions of the test's own. */
export function scriptedParts(journal: Journal): EngineParts {
  const lives = new Map<string, number>();
  return partsOf((config, environment, placement) => {
    const { name } = placement.instance;
    const life = (lives.get(name) ?? 0) + 1;
    lives.set(name, life);
    return new ScriptedNode(name, life, environment, placement, config as Behaviour, journal);
  });
}

/** A catalogue of which every kind makes its nodes in this way. */
export function partsOf(create: NodeDefinition['create']): EngineParts {
  return {
    kind: (name) => ({ ...scripted, name, create, durable: name === 'durable' }),
    action: (_family, name) => faults.get(name) ?? scriptedAction,
  };
}

const scripted: Omit<NodeDefinition, 'create'> = {
  name: 'scripted',
  summary: 'Writes down what it sees.',
  reference: 'none',
  engines: ['virtual', 'live'],
  metrics: [],
  schema: () => object({}),
  instances: () => ({ count: 1, separator: '/' }),
  processor: () => ({ cores: Number.POSITIVE_INFINITY, sharing: false, speed: 1 }),
  operations: () => null,
  calls: () => [],
  route: () => {
    throw new Error('scripted nodes call instances by their names');
  },
};

const scriptedAction: ActionDefinition = {
  name: 'scripted',
  summary: 'Does what the test says.',
  reference: 'none',
  engines: ['virtual', 'live'],
  target: 'hosts',
  schema: () => object({}),
  create: (config) => config as Action,
};
