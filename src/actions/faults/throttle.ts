import { bandwidth } from '../../language/schemas/scalars.js';
import { object, required } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';
import type { Action } from '../../environment/world.js';

interface Config {
  readonly to: number;
}

export const throttle: ActionDefinition<Config> = {
  name: 'throttle',
  summary: 'The link carries fewer bytes per second.',
  reference: "netem rate of Linux; Toxiproxy's bandwidth toxic",
  engines: ['virtual', 'live'],
  target: 'links',
  schema: () => object({ to: required(bandwidth(), 'The bandwidth that is left, such as 1MB/s.') }),
  create: (config) => {
    const action: Action = {
      begin(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, { bandwidth: config.to });
      },
      end(world, { links }) {
        for (const [from, to] of links) world.setLink(from, to, action, null);
      },
    };
    return action;
  },
};
