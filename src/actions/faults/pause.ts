import type { Action } from '../../environment/world.js';
import { object } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';

export const pause: ActionDefinition<object> = {
  name: 'pause',
  summary: 'The host stands still and then goes on where it was: a long garbage collection, a virtual machine that is moved.',
  reference: 'SIGSTOP and SIGCONT of POSIX',
  engines: ['virtual', 'live'],
  target: 'hosts',
  schema: () => object({}),
  create: () => {
    const action: Action = {
      begin(world, { hosts }) {
        for (const host of hosts) world.pause(host, action);
      },
      end(world, { hosts }) {
        for (const host of hosts) world.resume(host, action);
      },
    };
    return action;
  },
};
