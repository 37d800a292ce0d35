import { count } from '../../language/schemas/scalars.js';
import { defaulted } from '../../language/schemas/structures.js';
import { pointsFor } from '../hashing/ring.js';
import type { Misfit } from './partitioning.js';

/** A ring of more points takes seconds to build, for each caller. */
const MOST_POINTS = 4_000_000;

export interface RingFields {
  readonly 'virtual-nodes': number;
}

/** `usual` is how many there are where nobody says. */
export function ringFields(usual = '160') {
  return {
    'virtual-nodes': defaulted(
      count({ min: 1, max: MOST_POINTS }),
      usual,
      'How many points on the ring each shard has: the more, the more even is the load',
    ),
  };
}

export function ringMisfit(config: RingFields, weights: readonly number[]): Misfit | undefined {
  const points = weights.reduce((sum, weight) => sum + pointsFor(weight, config['virtual-nodes']), 0);
  if (points <= MOST_POINTS) return undefined;
  return {
    message: `the ring would have ${points} points, and may have ${MOST_POINTS}`,
    hint: 'give fewer virtual nodes, or smaller weights',
  };
}
