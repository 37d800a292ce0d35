import { share } from '../../language/schemas/scalars.js';
import { object, required } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';
import type { Action } from '../../environment/world.js';

interface Config {
  readonly probability: number;
}

export const loss: ActionDefinition<Config> = {
  name: 'loss',
  summary: 'Messages on the link are lost: the caller sees a timeout, or that the other side is unreachable.',
  reference: 'netem loss of Linux, seen from above the transport',
  engines: ['virtual', 'live'],
  target: 'links',
  schema: () => object({ probability: required(share(), 'The share of messages that are lost.') }),
  create: (config) => {
    const action: Action = {
      begin(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, { loss: config.probability });
      },
      end(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, null);
      },
    };
    return action;
  },
};
