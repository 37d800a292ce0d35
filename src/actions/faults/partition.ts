import { object } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';
import type { Action } from '../../environment/world.js';

export const partition: ActionDefinition<object> = {
  name: 'partition',
  summary: 'Nothing passes between two sides; messages vanish without a word.',
  reference: 'the network partition of Gilbert and Lynch (2002)',
  engines: ['virtual', 'live'],
  target: 'links',
  schema: () => object({}),
  create: () => {
    const action: Action = {
      begin(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, { blocked: true });
      },
      end(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, null);
      },
    };
    return action;
  },
};
