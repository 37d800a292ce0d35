import { mm1 } from './loops/mm1.js';
import { threeTier } from './loops/three-tier.js';

/** What is measured twice: by a hand-written loop and by the tool. `atLeast` is the share of the loop's speed that the tool has to reach. */
export const MODELS = {
  mm1: { loop: mm1, workload: 'jobs', requestsPerSecond: 800, atLeast: 0.4 },
  'three-tier': { loop: threeTier, workload: 'users', requestsPerSecond: 1000, atLeast: 1 / 3 },
};
