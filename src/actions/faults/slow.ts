import type { Action } from '../../environment/world.js';
import { number } from '../../language/schemas/scalars.js';
import { object, required } from '../../language/schemas/structures.js';
import type { ActionDefinition } from '../definition.js';

interface Config {
  readonly factor: number;
}

export const slow: ActionDefinition<Config> = {
  name: 'slow',
  summary: 'The host computes and serves at a fraction of its speed: a noisy neighbour, thermal throttling, a failing disk.',
  reference: 'fail-slow hardware (Gunawi et al., FAST 2018)',
  engines: ['virtual', 'live'],
  target: 'hosts',
  schema: () => object({ factor: required(number({ min: 1 }), 'How many times as long everything takes.') }),
  create: (config) => {
    const action: Action = {
      begin(world, { hosts }) {
        for (const host of hosts) world.setSpeed(host, action, 1 / config.factor);
      },
      end(world, { hosts }) {
        for (const host of hosts) world.setSpeed(host, action, null);
      },
    };
    return action;
  },
};
