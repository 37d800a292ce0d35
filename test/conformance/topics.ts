import type { Subject } from './subject.js';
import { calls } from './topics/calls.js';
import { cancelledCalls } from './topics/cancelled-calls.js';
import { checks } from './topics/checks.js';
import { crashes } from './topics/crashes.js';
import { endings } from './topics/endings.js';
import { everyCombination } from './topics/every-combination.js';
import { faultyLinks } from './topics/faulty-links.js';
import { fields } from './topics/fields.js';
import { hosts } from './topics/hosts.js';
import { instants } from './topics/instants.js';
import { links } from './topics/links.js';
import { pauses } from './topics/pauses.js';
import { sharedCores } from './topics/shared-cores.js';
import { slowHosts } from './topics/slow-hosts.js';
import { streams } from './topics/streams.js';
import { tells } from './topics/tells.js';
import { timers } from './topics/timers.js';
import { traces } from './topics/traces.js';
import { work } from './topics/work.js';
import { worlds } from './topics/worlds.js';

/** Every rule of the environment, by topic. */
export const topics: Readonly<Record<string, (subject: Subject) => void>> = {
  calls,
  'cancelled calls': cancelledCalls,
  'every way in which a call can end': everyCombination,
  tells,
  fields,
  timers,
  'one instant': instants,
  work,
  'slow hosts': slowHosts,
  'shared cores': sharedCores,
  hosts,
  crashes,
  pauses,
  links,
  'faulty links': faultyLinks,
  streams,
  traces,
  checks,
  worlds,
  endings,
};
