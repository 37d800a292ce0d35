import { object } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';

export const crash: ActionDefinition<object> = {
  name: 'crash',
  summary: 'The host dies and loses what it had in memory; after `for` it starts again, empty.',
  reference: 'fail-stop with recovery (Schlichting, Schneider 1983)',
  engines: ['virtual'],
  target: 'hosts',
  schema: () => object({}),
  create: () => ({
    begin(world, { hosts }) {
      for (const host of hosts) world.crash(host);
    },
    end(world, { hosts }) {
      for (const host of hosts) world.start(host);
    },
  }),
};
