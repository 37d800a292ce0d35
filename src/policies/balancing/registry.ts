import { Registry } from '../../core/registry.js';
import type { BalancingDefinition } from './balancer.js';
import { consistentHash } from './consistent-hash.js';
import { joinIdleQueue } from './join-idle-queue.js';
import { keyHash } from './key-hash.js';
import { leastConnections } from './least-connections.js';
import { leastLoaded } from './least-loaded.js';
import { leastResponseTime } from './least-response-time.js';
import { powerOfDChoices } from './power-of-d-choices.js';
import { random } from './random.js';
import { roundRobin } from './round-robin.js';
import { sticky } from './sticky.js';
import { weighted } from './weighted.js';

export const balancingPolicies = new Registry<BalancingDefinition>('balancing policy', [
  consistentHash,
  joinIdleQueue,
  keyHash,
  leastConnections,
  leastLoaded,
  leastResponseTime,
  powerOfDChoices,
  random,
  roundRobin,
  sticky,
  weighted,
]);
