import { choice } from '../../language/schemas/scalars.js';
import { defaulted, object } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';

interface CrashConfig {
  readonly takes: 'host' | 'thread';
}

export const crash: ActionDefinition<CrashConfig> = {
  name: 'crash',
  summary: 'The host dies and loses what it had in memory; after `for` it starts again, empty.',
  reference: 'fail-stop with recovery (Schlichting, Schneider 1983)',
  engines: ['virtual', 'live'],
  target: 'hosts',
  schema: () =>
    object({
      takes: defaulted(
        choice('host', 'thread'),
        'host',
        'What dies: the host, or (live) the whole thread in which it lives, with all other hosts there',
      ),
    }),
  create: ({ takes }) => ({
    begin(world, { hosts }) {
      for (const host of hosts) world.crash(host, takes);
    },
    end(world, { hosts }) {
      for (const host of hosts) world.start(host);
    },
  }),
};
