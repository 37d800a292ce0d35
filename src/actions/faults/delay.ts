import { distribution } from '../../language/schemas/amounts.js';
import { object, required } from '../../language/schemas/structures.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { ActionDefinition } from '../definition.js';
import type { Action } from '../../environment/world.js';

interface Config {
  readonly by: DistributionConfig;
}

export const delay: ActionDefinition<Config> = {
  name: 'delay',
  summary: 'Each message on the link takes longer.',
  reference: "netem delay of Linux; Toxiproxy's latency toxic",
  engines: ['virtual', 'live'],
  target: 'links',
  schema: () => object({ by: required(distribution('duration'), 'How much longer: a duration or a distribution.') }),
  create: (config) => {
    const action: Action = {
      begin(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, { delay: config.by });
      },
      end(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, null);
      },
    };
    return action;
  },
};
