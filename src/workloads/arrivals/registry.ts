import { Registry } from '../../core/registry.js';
import type { ArrivalsDefinition } from './arrivals.js';
import { bursts } from './bursts.js';
import { clients } from './clients.js';
import { constant } from './constant.js';
import { every } from './every.js';
import { poisson } from './poisson.js';
import { replay } from './replay.js';
import { stages } from './stages.js';

export const arrivals = new Registry<ArrivalsDefinition>('arrival process', [
  bursts,
  clients,
  constant,
  every,
  poisson,
  replay,
  stages,
]);
