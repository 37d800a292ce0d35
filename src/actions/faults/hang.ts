import type { Action } from '../../environment/world.js';
import { object } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';

export const hang: ActionDefinition<object> = {
  name: 'hang',
  summary: 'The host accepts requests and answers none, until `for` is over and it is restarted; then its connections are reset.',
  reference: 'a deadlocked process behind a listening socket',
  engines: ['virtual', 'live'],
  target: 'hosts',
  schema: () => object({}),
  create: () => {
    const action: Action = {
      begin(world, { hosts }) {
        for (const host of hosts) world.pause(host, action);
      },
      end(world, { hosts }) {
        for (const host of hosts) {
          world.crash(host);
          world.start(host);
        }
      },
    };
    return action;
  },
};
